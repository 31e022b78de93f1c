import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../src/index.js";
import { account } from "../../test/components/scriptedRegistration.js";
import { inForm, onRun } from "../onRun.js";

const meta = {
  title: "Parts/RegistrationTokenField",
  component: Register.RegistrationTokenField,
} satisfies Meta<typeof Register.RegistrationTokenField>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Optional: Story = {
  decorators: [inForm, onRun(account({ fields: { registrationToken: "optional" } }))],
};
export const Required: Story = {
  decorators: [inForm, onRun(account({ fields: { registrationToken: "required" } }))],
};
