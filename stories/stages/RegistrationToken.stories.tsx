import type { Meta, StoryObj } from "@storybook/react-vite";
import { stage } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { said } from "../said.js";

/** `m.login.registration_token`, under both of its names. */
const meta = {
  title: "Stages/Registration token",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const ToEnter: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.registration_token" } }) },
};
export const Refused: Story = {
  args: {
    snapshot: stage({
      stage: { type: "org.matrix.msc3231.login.registration_token" },
      problem: { code: "registrationTokenRefused", field: "registrationToken", detail: said },
    }),
  },
};
