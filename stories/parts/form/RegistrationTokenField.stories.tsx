import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { CardOnFake } from "../../CardOnFake.js";
import { localeOf } from "../../localeOf.js";
import { inForm, onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/RegistrationTokenField",
  component: Register.RegistrationTokenField,
} satisfies Meta<typeof Register.RegistrationTokenField>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Optional: Story = {
  decorators: [inForm, onRegistration(account({ fields: { registrationToken: "optional" } }))],
};
export const Required: Story = {
  decorators: [inForm, onRegistration(account({ fields: { registrationToken: "required" } }))],
};

/** The token of an invitation is checked at once. */
const invitedWith = (registrationToken: string): Story => ({
  render: (_, { globals }) => (
    <CardOnFake scenario="token" defaultValues={{ registrationToken }} locale={localeOf(globals)} />
  ),
});

export const Invited: Story = {
  ...invitedWith("invite-me"),
  play: async ({ canvas }) => {
    const token = await canvas.findByRole("textbox", { name: "Registration token" });
    await expect(token).toHaveValue("invite-me");
  },
};
export const InvitationSpent: Story = {
  ...invitedWith("expired"),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("has already been used");
    await expect(canvas.getByRole("textbox", { name: "Registration token" })).toBeVisible();
  },
};
export const InvitationUnknown: Story = {
  ...invitedWith("nobody-knows-me"),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("has already been used");
  },
};
