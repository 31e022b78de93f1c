import type { Meta, StoryObj } from "@storybook/react-vite";
import { uncertain } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";

/** The account may exist: an answer was lost. */
const meta = {
  title: "Outcomes/Uncertain",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const NoAnswer: Story = { args: { snapshot: uncertain() } };
export const CheckedAgain: Story = {
  args: { snapshot: uncertain({ checks: 2 }), signInUrl: undefined },
};
export const Checking: Story = { args: { snapshot: uncertain({ activity: "checking" }) } };
export const CheckingLimited: Story = {
  args: {
    snapshot: uncertain({ activity: "paused", pause: { code: "rateLimited", retryAt: 42_000 } }),
  },
};
export const NameTaken: Story = {
  args: { snapshot: uncertain({ reason: "nameTaken", username: "alice" }) },
};
export const OtherAccount: Story = {
  args: { snapshot: uncertain({ reason: "otherAccount", canCheck: false }) },
};
export const Guest: Story = {
  args: { snapshot: uncertain({ kind: "guest", canCheck: false }) },
};
