import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { quizInForm } from "../../examples/quizStage.js";
import { account } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { said, twoPolicies } from "../said.js";

/** The card while the user fills in the account form: every activity, and what was refused. */
const meta = {
  title: "Card/Account form",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const everyField = {
  email: "optional",
  phone: "optional",
  registrationToken: "required",
  policies: twoPolicies,
} as const;

const quiz = { type: "org.example.quiz", params: { question: "What has four legs?" } };
const askedInForm = { stages: [{ ...quiz, need: "required" }] } as const;

export const Empty: Story = { args: { snapshot: account() } };
/** It is cut in the field, which leaves room to type. */
export const LongServerName: Story = {
  args: {
    snapshot: account({
      homeserver: {
        baseUrl: "https://matrix.example.org",
        serverName: "chat.linguistics.university.example.org",
      },
    }),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const input = await canvas.findByRole<HTMLInputElement>("textbox", { name: "Username" });
    const control = canvasElement.querySelector('[data-part="username-control"]')!;
    const widthOf = (element: Element) => element.getBoundingClientRect().width;
    await expect(widthOf(input) / widthOf(control)).toBeGreaterThan(0.39);
    await userEvent.type(input, "alice");
    await expect(await canvas.findByText(/^@alice:chat\.linguistics/)).toBeVisible();
  },
};
export const EveryField: Story = {
  args: { snapshot: account({ fields: everyField }), guests: true },
};
export const GuestUpgraded: Story = {
  args: { snapshot: account({ fields: { username: "locked" }, username: "17" }) },
};
export const Sending: Story = { args: { snapshot: account({ activity: "sending" }) } };
export const Cancelling: Story = {
  args: { snapshot: account({ activity: "sending", cancelling: true }) },
};
export const Checking: Story = { args: { snapshot: account({ activity: "checking" }) } };
export const Limited: Story = {
  args: {
    snapshot: account({ activity: "paused", pause: { code: "rateLimited", retryAt: 42_000 } }),
  },
};
export const LimitedForLong: Story = {
  args: {
    snapshot: account({
      activity: "paused",
      pause: { code: "rateLimitedForLong", retryAt: 15 * 60_000, detail: said },
    }),
  },
};
export const Offline: Story = {
  args: { snapshot: account({ activity: "paused", pause: { code: "offline" } }) },
};
export const OneProblem: Story = {
  args: {
    snapshot: account({
      problems: [{ code: "passwordRefused", field: "password", detail: said }],
    }),
  },
};
export const ManyProblems: Story = {
  args: {
    snapshot: account({
      fields: everyField,
      problems: [
        { code: "usernameTaken", field: "username" },
        { code: "passwordTooShort", field: "password" },
        { code: "registrationTokenMissing", field: "registrationToken" },
        { code: "policiesNotAccepted", field: "policies" },
      ],
    }),
  },
};
export const ProblemOfTheWholeForm: Story = {
  args: {
    snapshot: account({ problems: [{ code: "sessionExpired", detail: said }] }),
    trust: "any",
  },
};
export const Unreachable: Story = {
  args: { snapshot: account({ activity: "paused", pause: { code: "unreachable" } }) },
};
export const ServerFailed: Story = {
  args: {
    snapshot: account({ activity: "paused", pause: { code: "serverFailed", detail: said } }),
  },
};
export const NotLetThrough: Story = {
  args: { snapshot: account({ activity: "paused", pause: { code: "notLetThrough" } }) },
};
export const NotReceived: Story = {
  args: { snapshot: account({ activity: "paused", pause: { code: "notReceived" } }) },
};
export const GuestAnswerLost: Story = {
  args: { snapshot: account({ problems: [{ code: "guestAnswerLost" }] }), guests: true },
};
export const GuestsRefused: Story = {
  args: { snapshot: account({ problems: [{ code: "guestsRefused" }] }), guests: true },
};
export const PhoneInUse: Story = {
  args: {
    snapshot: account({
      fields: { phone: "required" },
      answers: { phone: { country: "GB", number: "07700900001" } },
      problems: [{ code: "phoneInUse", field: "phone" }],
    }),
  },
};
export const StageOfTheApp: Story = {
  args: { snapshot: account({ fields: askedInForm }), stages: [quizInForm] },
};
export const StageOfTheAppRefused: Story = {
  args: {
    snapshot: account({
      fields: askedInForm,
      problems: [{ code: "stageRefused", field: "stages", stages: [quiz.type], detail: said }],
    }),
    stages: [quizInForm],
  },
};
