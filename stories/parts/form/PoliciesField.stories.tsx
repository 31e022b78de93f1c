import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { inForm, onRegistration } from "../../onRegistration.js";
import { twoPolicies } from "../../said.js";

const meta = {
  title: "Parts/PoliciesField",
  component: Register.PoliciesField,
  decorators: [inForm, onRegistration(account({ fields: { policies: twoPolicies } }))],
} satisfies Meta<typeof Register.PoliciesField>;
export default meta;

type Story = StoryObj<typeof meta>;

export const TwoPolicies: Story = {
  play: async ({ canvas, userEvent }) => {
    const box = await canvas.findByRole("checkbox", { name: /Terms of Service/ });
    await expect(box).not.toBeChecked();
    await userEvent.click(box);
    await expect(box).toBeChecked();
  },
};
