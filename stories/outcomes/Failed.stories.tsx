import type { Meta, StoryObj } from "@storybook/react-vite";
import { failed } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { said } from "../said.js";

/** Nothing more can be done in this registration: why, and what instead. */
const meta = {
  title: "Outcomes/Failed",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Closed: Story = { args: { snapshot: failed() } };
export const Forbidden: Story = {
  args: { snapshot: failed({ problem: { code: "forbidden", detail: said } }) },
};
export const HomeserverFull: Story = {
  args: { snapshot: failed({ problem: { code: "homeserverFull" } }) },
};
export const UserLimit: Story = { args: { snapshot: failed({ problem: { code: "userLimit" } }) } };
export const UnsupportedByServer: Story = {
  args: { snapshot: failed({ problem: { code: "unsupportedByServer" } }) },
};
export const NoSupportedFlow: Story = {
  args: {
    snapshot: failed({
      problem: { code: "noSupportedFlow", stages: ["m.login.recaptcha", "org.example.dance"] },
    }),
  },
};
export const FlowsChanged: Story = {
  args: { snapshot: failed({ problem: { code: "flowsChanged" } }) },
};
export const NoProgress: Story = {
  args: { snapshot: failed({ problem: { code: "noProgress", stages: ["m.login.dummy"] } }) },
};
export const PoliciesMalformed: Story = {
  args: { snapshot: failed({ problem: { code: "policiesMalformed", stages: ["m.login.terms"] } }) },
};
export const Malformed: Story = {
  args: { snapshot: failed({ problem: { code: "malformed" } }) },
};
export const WrongServerName: Story = {
  args: {
    snapshot: failed({ problem: { code: "wrongServerName", userId: "@alice:other.example" } }),
  },
};
export const TokenRejected: Story = {
  args: { snapshot: failed({ problem: { code: "tokenRejected", detail: said } }) },
};
export const Refused: Story = {
  args: { snapshot: failed({ problem: { code: "refused", detail: said } }) },
};
