import type { Meta, StoryObj } from "@storybook/react-vite";
import { validating } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { said } from "../said.js";

/** `m.login.email.identity`: an address, the mail that is sent there, and the link in it. */
const meta = {
  title: "Stages/Email address",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const mailAsked = { otherFlows: [["m.login.terms", "m.login.msisdn"]] };

export const Address: Story = {
  args: { snapshot: validating({ step: "address", address: "" }, mailAsked) },
};
export const AddressInUse: Story = {
  args: {
    snapshot: validating(
      { step: "address" },
      { problem: { code: "emailInUse", field: "email", detail: said } },
    ),
  },
};
export const AddressLimited: Story = {
  args: {
    snapshot: validating(
      { step: "address" },
      {
        problem: { code: "rateLimited", field: "email", retryAt: 330_000 },
        stage: { number: 2, count: 3 },
      },
    ),
  },
};
export const Sending: Story = { args: { snapshot: validating({ step: "sending" }) } };
export const Sent: Story = {
  args: { snapshot: validating({ resendAt: 30_000 }, { stage: { number: 3, count: 3 } }) },
};
export const NotOpenedYet: Story = {
  args: { snapshot: validating({}, { problem: { code: "notOpenedYet" } }) },
};
export const NotSent: Story = {
  args: {
    snapshot: validating(
      { resendAt: 600_000 },
      { problem: { code: "messageNotSent", detail: said } },
    ),
  },
};
/** The homeserver did not say whether it sent the mail. */
export const InDoubt: Story = {
  args: { snapshot: validating({ step: "address" }, { problem: { code: "messageInDoubt" } }) },
};
export const Late: Story = {
  args: { snapshot: validating({ isLate: true }, mailAsked) },
};
/** The connection is gone, and with it the polls whether the link was opened. */
export const Offline: Story = {
  args: { snapshot: validating({ resendAt: 20_000 }, { stage: { polling: "offline" } }) },
};
/** Polls have gone on long enough; from now on the user says so. */
export const Ended: Story = {
  args: { snapshot: validating({ isLate: true }, { stage: { polling: "ended" } }) },
};
export const ValidationSpent: Story = {
  args: { snapshot: validating({}, { problem: { code: "validationSpent" } }) },
};
