import type { Meta, StoryObj } from "@storybook/react-vite";
import { validating } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { said } from "../said.js";

/** `m.login.msisdn`: a phone number, the text message that is sent there, and the code in it. */
const meta = {
  title: "Stages/Phone number",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Address: Story = {
  args: { snapshot: validating({ medium: "phone", step: "address", address: "" }) },
};
export const AddressRefused: Story = {
  args: {
    snapshot: validating(
      { medium: "phone", step: "address" },
      { problem: { code: "phoneRefused", field: "phone", detail: said } },
    ),
  },
};
export const Sending: Story = {
  args: { snapshot: validating({ medium: "phone", step: "sending" }) },
};
export const Code: Story = {
  args: { snapshot: validating({ medium: "phone", resendAt: 30_000 }) },
};
export const CodeRefused: Story = {
  args: {
    snapshot: validating(
      { medium: "phone" },
      {
        problem: { code: "codeRefused", detail: said },
        otherFlows: [["m.login.email.identity"]],
      },
    ),
  },
};
/** The homeserver does not say whether a code or a link comes. */
export const CodeOrLink: Story = {
  args: { snapshot: validating({ medium: "phone", opensLink: true, resendAt: 30_000 }) },
};
export const CodeLimited: Story = {
  args: {
    snapshot: validating(
      { medium: "phone" },
      { problem: { code: "rateLimited", retryAt: 60_000, detail: said } },
    ),
  },
};
export const CodeUnsupported: Story = {
  args: {
    snapshot: validating(
      { medium: "phone", asksCode: false },
      { problem: { code: "codeUnsupported" } },
    ),
  },
};
export const Link: Story = {
  args: { snapshot: validating({ medium: "phone", asksCode: false }) },
};
export const Late: Story = {
  args: { snapshot: validating({ medium: "phone", isLate: true }) },
};
export const LinkLate: Story = {
  args: { snapshot: validating({ medium: "phone", asksCode: false, isLate: true }) },
};
/** As with a mail: the polls whether the link was opened wait for the connection. */
export const LinkOffline: Story = {
  args: {
    snapshot: validating({ medium: "phone", asksCode: false }, { stage: { polling: "offline" } }),
  },
};
export const LinkEnded: Story = {
  args: {
    snapshot: validating(
      { medium: "phone", asksCode: false, isLate: true },
      { stage: { polling: "ended" } },
    ),
  },
};
