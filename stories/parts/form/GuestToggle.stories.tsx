import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../../src/index.js";
import { inForm, onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/GuestToggle",
  component: Register.GuestToggle,
  decorators: [inForm, onRegistration(undefined, { guests: true })],
} satisfies Meta<typeof Register.GuestToggle>;
export default meta;

type Story = StoryObj<typeof meta>;

export const OnAndOff: Story = {
  render: () => (
    <>
      <Register.GuestToggle />
      <Register.UsernameField />
      <Register.Submit />
    </>
  ),
  play: async ({ canvas, userEvent }) => {
    const guest = canvas.getByRole("switch", { name: "Use a guest account" });
    await userEvent.click(guest);
    await expect(canvas.queryByRole("textbox")).toBeNull();
    await expect(canvas.getByRole("button", { name: "Continue as guest" })).toBeVisible();
    await userEvent.click(guest);
    await expect(canvas.getByRole("textbox", { name: "Username" })).toBeVisible();
  },
};
