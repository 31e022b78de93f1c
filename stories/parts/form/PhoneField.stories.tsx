import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { inForm, onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/PhoneField",
  component: Register.PhoneField,
} satisfies Meta<typeof Register.PhoneField>;
export default meta;

type Story = StoryObj<typeof meta>;

const phone = { country: "GB", number: "07700900001" };
const shown: Story["play"] = async ({ canvas }) => {
  await expect(await canvas.findByRole("textbox", { name: "Phone number" })).toBeVisible();
};

export const Optional: Story = {
  decorators: [inForm, onRegistration(account({ fields: { phone: "optional" } }))],
  play: shown,
};
export const Required: Story = {
  decorators: [inForm, onRegistration(account({ fields: { phone: "required" } }))],
  play: shown,
};
export const Refused: Story = {
  decorators: [
    inForm,
    onRegistration(
      account({
        fields: { phone: "required" },
        answers: { phone },
        problems: [{ code: "phoneRefused", field: "phone" }],
      }),
    ),
  ],
  play: async ({ canvas }) => {
    const number = await canvas.findByRole("textbox", { name: "Phone number" });
    await waitFor(() => expect(number).toBeInvalid());
  },
};
