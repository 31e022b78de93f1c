import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn } from "storybook/test";
import { takeInvitation } from "../../examples/takeInvitation.js";
import source from "../../examples/takeInvitation.ts?raw";
import { CardOnFake } from "../CardOnFake.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";
import { madeOf } from "./madeOf.js";

const replaceState = fn<History["replaceState"]>();

/**
 * A link that fills in the form. `examples/takeInvitation.ts` takes the registration token and the other values
 * out of the address. The homeserver is asked at once whether the token is good, before the user chooses a
 * password. The standalone page does the same. At `?invite` it makes
 * such links.
 *
 * ```tsx
 * const invitation = takeInvitation(location, history);
 * createRoot(container).render(<RegisterCard homeserver="example.org" defaultValues={invitation} />);
 * ```
 */
const meta = {
  title: "Recipes/Invitation link",
  parameters: madeOf(source),
  args: { search: "?token=invite-me&username=alice&room=7" },
  render: function Invited({ search }, { globals }) {
    const [invitation] = useState(() =>
      takeInvitation(
        { href: `https://chat.example.org/join${search}` },
        { state: null, replaceState },
      ),
    );
    return <CardOnFake scenario="token" defaultValues={invitation} locale={localeOf(globals)} />;
  },
} satisfies Meta<{ search: string }>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Invited: Story = {
  play: async ({ canvas, userEvent }) => {
    const token = await canvas.findByRole("textbox", { name: "Registration token" });
    await expect(token).toHaveValue("invite-me");
    const address = replaceState.mock.lastCall?.[2];
    await expect(String(address)).toBe("https://chat.example.org/join?room=7");
    await expect(canvas.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery{Enter}");
    await canvas.findByRole("heading", { name: "Your account is ready" });
    await expect(canvas.getByText(reads("@alice:example.org"))).toBeVisible();
  },
};

/** The owner's mistake, or the second to open the link: told before anything is typed. */
export const UsedUp: Story = {
  args: { search: "?token=expired" },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("has already been used");
  },
};
