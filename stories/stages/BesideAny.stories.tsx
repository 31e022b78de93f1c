import type { Meta, StoryObj } from "@storybook/react-vite";
import { stage } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { said } from "../said.js";

/** The activity beside any stage: none, a request, a check, a pause. */
const meta = {
  title: "Stages/Beside any stage",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const token = { type: "m.login.registration_token", number: 2, count: 3 };

export const Idle: Story = { args: { snapshot: stage({ stage: token }) } };
export const Sending: Story = {
  args: { snapshot: stage({ activity: "sending", stage: token }) },
};
export const Cancelling: Story = {
  args: { snapshot: stage({ activity: "sending", cancelling: true, stage: token }) },
};
export const Checking: Story = {
  args: { snapshot: stage({ activity: "checking", stage: token }) },
};
export const Limited: Story = {
  args: {
    snapshot: stage({
      activity: "paused",
      pause: { code: "rateLimited", retryAt: 5_000 },
      stage: token,
    }),
  },
};
/** `m.login.dummy` needs no user, so it shows only while a request is in flight. */
export const NothingToDo: Story = { args: { snapshot: stage({ activity: "sending" }) } };
export const Refused: Story = {
  args: {
    snapshot: stage({ stage: token, problem: { code: "stageRefused", detail: said } }),
  },
};
