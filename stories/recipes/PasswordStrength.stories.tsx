import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { estimateStrength } from "../../src/components/form/password/estimateStrength.js";
import { CardOnFake } from "../CardOnFake.js";
import { localeOf } from "../localeOf.js";
import { madeOf } from "./madeOf.js";

/**
 * A word on how easily a password is guessed, while it is typed. It is advice alone: the homeserver's own
 * rules decide. The kit's estimator wants `@zxcvbn-ts/core` and `@zxcvbn-ts/language-common`, which are loaded
 * when the first password is looked at.
 */
const meta = {
  title: "Recipes/Password strength",
  component: CardOnFake,
  args: { scenario: "open" },
  render: (args, { globals }) => <CardOnFake {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardOnFake>;
export default meta;

type Story = StoryObj<typeof meta>;

export const WithTheKitsEstimator: Story = {
  parameters: madeOf(`import { RegisterCard } from "matrix-register-kit/card";
import { estimateStrength } from "matrix-register-kit/password-strength";

<RegisterCard homeserver="example.org" estimateStrength={estimateStrength} />`),
  args: { estimateStrength },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const password = await canvas.findByLabelText("Password");
    const strength = () => canvasElement.querySelector('[data-part="password-strength"]');
    await userEvent.type(password, "password1");
    await waitFor(() => expect(strength()).toHaveAttribute("data-strength", "weak"));
    await userEvent.clear(password);
    await userEvent.type(password, "seven purple lamps under the stairs");
    await waitFor(() => expect(strength()).toHaveAttribute("data-strength", "strong"));
  },
};

/** Or one of your own: a function of the password, and of what a guesser knows already. */
export const WithOneOfYourOwn: Story = {
  parameters: madeOf(`<RegisterCard
  homeserver="example.org"
  estimateStrength={async (password, known) =>
    known.some((word) => word !== "" && password.includes(word)) || password.length < 12
      ? "weak"
      : "strong"
  }
/>`),
  args: {
    estimateStrength: async (password, known) =>
      known.some((word) => word !== "" && password.includes(word)) || password.length < 12
        ? "weak"
        : "strong",
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "alice");
    const strength = () => canvasElement.querySelector('[data-part="password-strength"]');
    await userEvent.type(canvas.getByLabelText("Password"), "my name is alice");
    await waitFor(() => expect(strength()).toHaveAttribute("data-strength", "weak"));
  },
};
