import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { inForm, onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/EmailField",
  component: Register.EmailField,
} satisfies Meta<typeof Register.EmailField>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Optional: Story = {
  decorators: [inForm, onRegistration(account({ fields: { email: "optional" } }))],
};
export const Required: Story = {
  decorators: [inForm, onRegistration(account({ fields: { email: "required" } }))],
};
