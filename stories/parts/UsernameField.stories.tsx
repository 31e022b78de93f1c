import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../src/index.js";
import { inForm, onRun } from "../onRun.js";

const meta = {
  title: "Parts/UsernameField",
  component: Register.UsernameField,
  decorators: [inForm, onRun()],
} satisfies Meta<typeof Register.UsernameField>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Empty: Story = {};
export const UpperCase: Story = {
  play: async ({ canvas, userEvent }) => {
    const username = canvas.getByRole("textbox", { name: "Username" });
    await userEvent.type(username, "Alice");
    await userEvent.click(canvas.getByRole("button", { name: "Use “alice”" }));
    await expect(username).toHaveValue("alice");
  },
};
