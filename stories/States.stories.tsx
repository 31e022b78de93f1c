import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import { RegisterCard } from "../src/card/index.js";
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
} from "../test/components/scriptedRegistration.js";
import { localeOf } from "./localeOf.js";
import { nothingAnswers, stoppedClock } from "./still.js";

interface StateProps extends RootOptions {
  readonly children?: ReactNode;
  readonly snapshot: Snapshot;
}

function CardInState({ snapshot, ...rest }: StateProps): ReactElement {
  const [registration] = useState(() => scriptedRegistration(snapshot));
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
export const UnsupportedStage: Story = {
  args: {
    snapshot: stage({
      stage: { type: "org.example.dance", supported: false },
      otherFlows: [
        ["m.login.terms", "m.login.registration_token"],
        ["m.login.dummy"],
        ["org.example.sing"],
      ],
    }),
  },
};
export const StageOfTheHost: Story = {
  args: {
    snapshot: stage({ stage: { type: "org.example.dance" } }),
    stageRenderers: [
      defineStage({
        type: "org.example.dance",
        label: () => "Dance for us",
        Renderer: ({ submit }) => (
          <button type="button" onClick={() => submit({ danced: true })}>
            I danced
          </button>
        ),
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
