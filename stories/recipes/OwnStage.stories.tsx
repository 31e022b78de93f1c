import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { quizInForm, quizStage } from "../../examples/quizStage.js";
import source from "../../examples/quizStage.tsx?raw";
import { CardOnFake } from "../CardOnFake.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";
import { madeOf } from "./madeOf.js";

/**
 * A stage that only your homeserver has. `defineStage()` makes one of a renderer, and `stages` hands
 * it in; with `fields` it is asked in the account form, so that no screen of its own is needed. Without
 * either the stage is done on the homeserver's own page.
 *
 * ```tsx
 * <RegisterCard homeserver="example.org" stages={[quizStage]} />
 * ```
 */
const meta = {
  title: "Recipes/A stage of your own",
  component: CardOnFake,
  parameters: madeOf(source),
  args: { scenario: "quiz" },
  render: (args, { globals }) => <CardOnFake {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardOnFake>;
export default meta;

type Story = StoryObj<typeof meta>;

export const OnAScreenOfItsOwn: Story = {
  args: { stages: [quizStage] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "alice");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery{Enter}");
    await canvas.findByRole("heading", { name: "One question first" });
    await userEvent.type(canvas.getByRole("textbox"), "41{Enter}");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("That is not it");
    await userEvent.clear(canvas.getByRole("textbox"));
    await userEvent.type(canvas.getByRole("textbox"), "42{Enter}");
    await canvas.findByRole("heading", { name: "Your account is ready" });
    await expect(canvas.getByText(reads("@alice:example.org"))).toBeVisible();
  },
};

export const InTheAccountForm: Story = {
  args: { stages: [quizInForm] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "alice");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery");
    await userEvent.type(canvas.getByRole("textbox", { name: /six times seven/i }), "42{Enter}");
    await canvas.findByRole("heading", { name: "Your account is ready" });
    await expect(canvas.getByText(reads("@alice:example.org"))).toBeVisible();
  },
};
