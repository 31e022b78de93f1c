import type { Meta, StoryObj } from "@storybook/react-vite";
import { fn } from "storybook/test";
import { Register } from "../../../src/index.js";
import { onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/SignIn",
  component: Register.SignIn,
} satisfies Meta<typeof Register.SignIn>;
export default meta;

type Story = StoryObj<typeof meta>;

export const AsALink: Story = {
  decorators: [onRegistration(undefined, { signInUrl: "https://client.example.org/login" })],
};
export const AsAButton: Story = { decorators: [onRegistration(undefined, { onSignIn: fn() })] };
