import type { Meta, StoryObj } from "@storybook/react-vite";
import {
  inAnotherTab,
  pendingApproval,
  registered,
} from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";

/** An account is made, here or in another tab, or waits for approval. */
const meta = {
  title: "Outcomes/Registered",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const WithSession: Story = { args: { snapshot: registered() } };
export const WithoutSession: Story = {
  args: {
    snapshot: registered({ hasSession: false, handover: "none" }),
    children: <p>What comes next.</p>,
  },
};
export const AsGuest: Story = { args: { snapshot: registered({ kind: "guest" }) } };
export const HandingOver: Story = { args: { snapshot: registered({ handover: "running" }) } };
export const HandoverFailed: Story = { args: { snapshot: registered({ handover: "failed" }) } };
export const PendingApproval: Story = { args: { snapshot: pendingApproval() } };
export const PendingApprovalOfAName: Story = {
  args: { snapshot: { ...pendingApproval(), username: "alice" } },
};
export const InAnotherTab: Story = { args: { snapshot: inAnotherTab() } };
