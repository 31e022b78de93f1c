import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import { RegisterCard } from "../src/card/index.js";
import type { CaptchaProvider } from "../src/components/stages/captcha/captchaProvider.js";
import { lazyRenderer } from "../src/components/stages/lazyRenderer.js";
import { defineStage, type RootOptions, type Snapshot } from "../src/index.js";
import { decodePolicies } from "../src/protocol/policies.js";
import {
  account,
  failed,
  pendingApproval,
  registered,
  scriptedRegistration,
  stage,
  uncertain,
  validating,
} from "../test/components/scriptedRegistration.js";
import { drawnCaptcha } from "./drawnCaptcha.js";
import { localeOf } from "./localeOf.js";
import { quizInForm, quizStage } from "./quizStage.js";
import { nothingAnswers, stoppedClock } from "./still.js";

interface StateProps extends RootOptions {
  readonly children?: ReactNode;
  readonly snapshot: Snapshot;
  /** Whether the homeserver's own page can be gone to. */
  readonly hasSession?: boolean;
}

function CardInState({ snapshot, hasSession = true, ...rest }: StateProps): ReactElement {
  const [registration] = useState(() => scriptedRegistration(snapshot, { hasSession }));
  return (
    <RegisterCard
      {...rest}
      registration={registration}
      fetch={nothingAnswers}
      clock={stoppedClock}
      signInUrl="https://client.example.org/login"
    />
  );
}

/** The card on a run that stands still: every status and every state in it. */
const meta = {
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const policies =
  decodePolicies({
    policies: {
      terms: {
        version: "2.3",
        en: { name: "Terms of Service", url: "https://example.org/terms" },
        de: { name: "Nutzungsbedingungen", url: "https://example.org/de/terms" },
      },
      privacy: {
        version: "1.0",
        en: { name: "Privacy Policy", url: "https://example.org/privacy" },
      },
    },
  }) ?? [];

const everyField = {
  email: "optional",
  phone: "optional",
  registrationToken: "required",
  policies,
} as const;

const said = { status: 400, errcode: "M_UNKNOWN", text: "Computer says no: <b>42</b>" };

export const Account: Story = { args: { snapshot: account() } };
export const AccountWithEveryField: Story = {
  args: { snapshot: account({ fields: everyField }), guests: true },
};
export const AccountWithEveryFieldDark: Story = {
  ...AccountWithEveryField,
  globals: { theme: "dark" },
};
export const AccountWithPhone: Story = {
  args: {
    snapshot: account({
      fields: { phone: "required" },
      answers: { phone: { country: "GB", number: "07700900001" } },
      problems: [{ code: "phoneInUse", field: "phone" }],
    }),
  },
};
export const AccountOfAGuestUpgraded: Story = {
  args: { snapshot: account({ fields: { username: "locked" }, username: "17" }) },
};
export const AccountSending: Story = { args: { snapshot: account({ activity: "sending" }) } };
export const AccountCancelling: Story = {
  args: { snapshot: account({ activity: "sending", cancelling: true }) },
};
export const AccountChecking: Story = { args: { snapshot: account({ activity: "checking" }) } };
export const AccountLimited: Story = {
  args: {
    snapshot: account({ activity: "paused", pause: { code: "limited", retryAt: 42_000 } }),
  },
};
export const AccountLimitedForLong: Story = {
  args: {
    snapshot: account({
      activity: "paused",
      pause: { code: "limitedForLong", retryAt: 15 * 60_000, detail: said },
    }),
  },
};
export const AccountOffline: Story = {
  args: { snapshot: account({ activity: "paused", pause: { code: "offline" } }) },
};
export const AccountOneProblem: Story = {
  args: {
    snapshot: account({
      problems: [{ code: "passwordRefused", field: "password", detail: said }],
    }),
  },
};
export const AccountManyProblems: Story = {
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
export const AccountManyProblemsDark: Story = {
  ...AccountManyProblems,
  globals: { theme: "dark" },
};
export const AccountProblemOfTheWholeForm: Story = {
  args: {
    snapshot: account({ problems: [{ code: "sessionExpired", detail: said }] }),
    trust: "any",
  },
};

export const Terms: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.terms", policies, number: 1, count: 2 } }) },
};
export const TermsChanged: Story = {
  args: {
    snapshot: stage({
      stage: { type: "m.login.terms", policies },
      problem: { code: "policiesChanged" },
    }),
  },
};
export const RegistrationToken: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.registration_token" } }) },
};
export const RegistrationTokenRefused: Story = {
  args: {
    snapshot: stage({
      stage: { type: "org.matrix.msc3231.login.registration_token" },
      problem: { code: "registrationTokenRefused", field: "registrationToken", detail: said },
    }),
  },
};
export const RegistrationTokenSending: Story = {
  args: {
    snapshot: stage({ activity: "sending", stage: { type: "m.login.registration_token" } }),
  },
};
export const StageLimited: Story = {
  args: {
    snapshot: stage({
      activity: "paused",
      pause: { code: "limited", retryAt: 5_000 },
      stage: { type: "m.login.registration_token" },
    }),
  },
};
export const Dummy: Story = { args: { snapshot: stage({ activity: "sending" }) } };
const mailAsked = { otherFlows: [["m.login.terms", "m.login.msisdn"]] };
export const EmailAddress: Story = {
  args: { snapshot: validating({ step: "address", address: "" }, mailAsked) },
};
export const EmailAddressInUse: Story = {
  args: {
    snapshot: validating(
      { step: "address" },
      { problem: { code: "emailInUse", field: "email", detail: said } },
    ),
  },
};
export const EmailAddressLimited: Story = {
  args: {
    snapshot: validating(
      { step: "address" },
      { problem: { code: "limited", retryAt: 330_000 }, stage: { number: 2, count: 3 } },
    ),
  },
};
export const EmailSending: Story = { args: { snapshot: validating({ step: "sending" }) } };
export const EmailSent: Story = {
  args: { snapshot: validating({ resendAt: 30_000 }, { stage: { number: 3, count: 3 } }) },
};
export const EmailSentDark: Story = { ...EmailSent, globals: { theme: "dark" } };
export const EmailNotOpenedYet: Story = {
  args: { snapshot: validating({}, { problem: { code: "notOpenedYet" } }) },
};
export const EmailNotSent: Story = {
  args: {
    snapshot: validating(
      { resendAt: 600_000 },
      { problem: { code: "messageNotSent", detail: said } },
    ),
  },
};
export const EmailLate: Story = {
  args: { snapshot: validating({ isLate: true }, mailAsked) },
};
export const EmailLatePseudo: Story = { ...EmailLate, globals: { locale: "en-XA" } };

export const PhoneNumber: Story = {
  args: { snapshot: validating({ medium: "phone", step: "address", address: "" }) },
};
export const PhoneNumberRefused: Story = {
  args: {
    snapshot: validating(
      { medium: "phone", step: "address" },
      { problem: { code: "phoneRefused", field: "phone", detail: said } },
    ),
  },
};
export const PhoneSending: Story = {
  args: { snapshot: validating({ medium: "phone", step: "sending" }) },
};
export const PhoneCode: Story = {
  args: { snapshot: validating({ medium: "phone", resendAt: 30_000 }) },
};
export const PhoneCodeDark: Story = { ...PhoneCode, globals: { theme: "dark" } };
export const PhoneCodeRefused: Story = {
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
export const PhoneLink: Story = {
  args: { snapshot: validating({ medium: "phone", asksCode: false }) },
};
export const PhoneLate: Story = {
  args: { snapshot: validating({ medium: "phone", isLate: true }) },
};

const captcha = {
  type: "m.login.recaptcha",
  params: { public_key: "site-key" },
  number: 1,
  count: 3,
};
const drawnBut = (changes: Partial<CaptchaProvider>) => ({
  provider: { ...drawnCaptcha, ...changes },
});
export const Captcha: Story = {
  args: { snapshot: stage({ stage: captcha }), captcha: drawnBut({}) },
};
export const CaptchaDark: Story = { ...Captcha, globals: { theme: "dark" } };
export const CaptchaLoading: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({ load: () => new Promise(() => undefined) }),
  },
};
export const CaptchaRefused: Story = {
  args: {
    snapshot: stage({ stage: captcha, problem: { code: "captchaRefused", detail: said } }),
    captcha: drawnBut({}),
  },
};
export const CaptchaBlocked: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({ load: () => Promise.reject(new Error("blocked")) }),
  },
};
export const CaptchaFailed: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({
      render: (_, { onError }) => {
        queueMicrotask(onError);
        return { reset: () => undefined, remove: () => undefined };
      },
    }),
  },
};
export const CaptchaExpired: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({
      render: (container, options) => {
        queueMicrotask(options.onExpired);
        return drawnCaptcha.render(container, options);
      },
    }),
  },
};
export const CaptchaWithoutSiteKey: Story = {
  args: { snapshot: stage({ stage: { ...captcha, params: {} } }) },
};
export const CaptchaOfAnyHomeserver: Story = {
  args: { snapshot: stage({ stage: captcha }), trust: "any" },
};

const elsewhere = {
  stage: { type: "org.example.dance", supported: false },
  otherFlows: [
    ["m.login.terms", "m.login.registration_token"],
    ["m.login.dummy"],
    ["org.example.sing"],
  ],
};
export const Fallback: Story = { args: { snapshot: stage(elsewhere) } };
export const FallbackDark: Story = { ...Fallback, globals: { theme: "dark" } };
export const FallbackNotFinishedYet: Story = {
  args: { snapshot: stage({ stage: elsewhere.stage, problem: { code: "notFinishedYet" } }) },
};
export const FallbackOfAPassword: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.password", supported: false } }) },
};
export const FallbackOfSingleSignOn: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.sso", supported: false } }) },
};
export const NoPageOfTheHomeserver: Story = {
  args: { snapshot: stage(elsewhere), hasSession: false },
};

const loadedBy = (load: () => Promise<never>) => [
  defineStage({ type: "org.example.dance", label: () => "Dance for us", ...lazyRenderer(load) }),
];
export const StageLoading: Story = {
  args: {
    snapshot: stage({ stage: { type: "org.example.dance" } }),
    stageRenderers: loadedBy(() => new Promise(() => undefined)),
  },
};
export const StageNotLoaded: Story = {
  args: {
    snapshot: stage({ stage: { type: "org.example.dance" } }),
    stageRenderers: loadedBy(() => Promise.reject(new Error("404"))),
  },
};
const quiz = { type: "org.example.quiz", params: { question: "What has four legs?" } };
const askedInForm = { stages: [{ ...quiz, need: "required" }] } as const;
export const AccountWithQuiz: Story = {
  args: { snapshot: account({ fields: askedInForm }), stageRenderers: [quizInForm] },
};
export const AccountWithQuizRefused: Story = {
  args: {
    snapshot: account({
      fields: askedInForm,
      problems: [{ code: "stageRefused", field: "stages", stages: [quiz.type], detail: said }],
    }),
    stageRenderers: [quizInForm],
  },
};
export const StageOfTheHost: Story = {
  args: { snapshot: stage({ stage: quiz }), stageRenderers: [quizStage] },
};
export const StageOfTheHostRefused: Story = {
  args: {
    snapshot: stage({ stage: quiz, problem: { code: "stageRefused", detail: said } }),
    stageRenderers: [quizStage],
  },
};
export const StageOfTheKitReplaced: Story = {
  args: {
    snapshot: stage({ stage: { ...quiz, type: "m.login.registration_token" } }),
    stageRenderers: [{ ...quizStage, type: "m.login.registration_token" }],
  },
};
export const StageCrashed: Story = {
  // React tells of the error on the console, when it likes; a unit test has the rest.
  tags: ["!test"],
  args: {
    snapshot: stage({ stage: quiz }),
    stageRenderers: [
      defineStage({
        ...quizStage,
        Renderer: () => {
          throw new Error("A stage of the host went wrong.");
        },
      }),
    ],
  },
};

export const Registered: Story = { args: { snapshot: registered() } };
export const RegisteredDark: Story = { ...Registered, globals: { theme: "dark" } };
export const RegisteredWithoutSession: Story = {
  args: { snapshot: registered({ hasSession: false }), children: <p>What comes next.</p> },
};
export const RegisteredAsGuest: Story = { args: { snapshot: registered({ kind: "guest" }) } };
export const HandingOver: Story = { args: { snapshot: registered({ handover: "running" }) } };
export const HandoverFailed: Story = { args: { snapshot: registered({ handover: "failed" }) } };
export const PendingApproval: Story = { args: { snapshot: pendingApproval() } };

export const Uncertain: Story = { args: { snapshot: uncertain() } };
export const UncertainChecking: Story = { args: { snapshot: uncertain({ activity: "checking" }) } };
export const UncertainNameTaken: Story = {
  args: { snapshot: uncertain({ reason: "nameTaken", username: "alice" }) },
};
export const UncertainOtherAccount: Story = {
  args: { snapshot: uncertain({ reason: "otherAccount", canCheck: false }) },
};
export const UncertainGuest: Story = {
  args: { snapshot: uncertain({ kind: "guest", canCheck: false }) },
};

export const FailedClosed: Story = { args: { snapshot: failed() } };
export const FailedUnsupported: Story = {
  args: {
    snapshot: failed({
      problem: { code: "noSupportedFlow", stages: ["m.login.recaptcha", "org.example.dance"] },
    }),
  },
};
export const FailedWithDetail: Story = {
  args: { snapshot: failed({ problem: { code: "forbidden", detail: said } }) },
};
export const FailedPseudo: Story = { ...FailedWithDetail, globals: { locale: "en-XA" } };
