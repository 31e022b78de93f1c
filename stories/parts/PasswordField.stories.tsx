import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../src/index.js";
import { inForm, onRun } from "../onRun.js";

const meta = {
  title: "Parts/PasswordField",
  component: Register.PasswordField,
  decorators: [inForm, onRun()],
} satisfies Meta<typeof Register.PasswordField>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Empty: Story = {};
export const ShownAndHidden: Story = {
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
