import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, within } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import { createFakeHomeserver } from "../../src/testing/index.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";
import { madeOf } from "./madeOf.js";

const serverNames = ["one.example", "two.example"];

/**
 * Two cards on one page, each on a homeserver of its own. Nothing is shared: each root has its own
 * registration, IDs, live regions and cache.
 */
const meta = {
  title: "Recipes/Two on one page",
  parameters: madeOf(`<RegisterCard homeserver="one.example" />
<RegisterCard homeserver="two.example" />`),
  render: function TwoCards(_, { globals }) {
    const [homeservers] = useState(() =>
      serverNames.map((serverName) => createFakeHomeserver({ serverName })),
    );
    return (
      <>
        {homeservers.map(({ serverName, fetch }) => (
          <RegisterCard
            key={serverName}
            homeserver={serverName}
            fetch={fetch}
            locale={localeOf(globals)}
          />
        ))}
      </>
    );
  },
} satisfies Meta;
export default meta;

type Story = StoryObj<typeof meta>;

export const TwoCards: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    const [one, two] = serverNames.map((serverName) =>
      within(canvas.getByRole("region", { name: `Create an account on ${serverName}` })),
    );
    const username = await one!.findByRole("textbox", { name: "Username" });
    const other = await two!.findByRole("textbox", { name: "Username" });
    await userEvent.type(username, "alice");
    await userEvent.type(one!.getByLabelText("Password"), "correct horse battery{Enter}");
    await one!.findByRole("heading", { name: "Your account is ready" });
    await expect(one!.getByText(reads("@alice:one.example"))).toBeVisible();
    await expect(other).toHaveValue("");
    const ids = [...canvasElement.querySelectorAll("[id]")].map(({ id }) => id);
    await expect(ids).toEqual([...new Set(ids)]);
  },
};
