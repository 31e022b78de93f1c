import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../src/index.js";
import { PartOfForm } from "./PartOfForm.js";

export default {
  component: Register.PasswordField,
  decorators: [(Story) => <PartOfForm>{Story()}</PartOfForm>],
} satisfies Meta<typeof Register.PasswordField>;

type Story = StoryObj<typeof Register.PasswordField>;

export const Empty: Story = {};

export const Shown: Story = {
  play: async ({ canvas, userEvent }) => {
    const password = canvas.getByLabelText("Password");
    await userEvent.type(password, "correct horse");
    await userEvent.click(canvas.getByRole("button", { name: "Show password" }));
    await expect(password).toHaveAttribute("type", "text");
    await expect(canvas.getByRole("button", { name: "Show password" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  },
};
