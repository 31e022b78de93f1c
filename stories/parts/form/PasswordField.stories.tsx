import type { Decorator, Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register, type Strength } from "../../../src/index.js";
import { systemClock } from "../../../src/uia/browser/clock.js";
import { inForm, onRegistration } from "../../onRegistration.js";
import { after, shows, strength } from "../../shows.js";

const meta = {
  title: "Parts/PasswordField",
  component: Register.PasswordField,
} satisfies Meta<typeof Register.PasswordField>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Empty: Story = { decorators: [inForm, onRegistration()] };
export const ShownAndHidden: Story = {
  decorators: [inForm, onRegistration()],
  play: async ({ canvas, userEvent }) => {
    const password = canvas.getByLabelText("Password");
    const show = canvas.getByRole("button", { name: "Show password" });
    await userEvent.type(password, "correct horse");
    await userEvent.click(show);
    await expect(password).toHaveAttribute("type", "text");
    await expect(show).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(show);
    await expect(password).toHaveAttribute("type", "password");
  },
};

/** With the root's `estimateStrength`, after a pause in typing. */
const estimated = (as: Strength): { decorators: Decorator[]; play: ReturnType<typeof after> } => ({
  decorators: [
    inForm,
    onRegistration(undefined, { clock: systemClock, estimateStrength: () => Promise.resolve(as) }),
  ],
  play: after(
    async ({ canvas, userEvent }) => {
      await userEvent.type(canvas.getByLabelText("Password"), "correct horse");
    },
    shows(strength(as)),
  ),
});
export const Weak: Story = estimated("weak");
export const Fair: Story = estimated("fair");
export const Strong: Story = estimated("strong");
