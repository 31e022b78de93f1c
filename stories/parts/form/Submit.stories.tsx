import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { inForm, onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/Submit",
  component: Register.Submit,
} satisfies Meta<typeof Register.Submit>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Idle: Story = { decorators: [inForm, onRegistration()] };
export const Sending: Story = {
  decorators: [inForm, onRegistration(account({ activity: "sending" }))],
};
