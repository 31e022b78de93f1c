import type { CaptchaState } from "../src/components/stages/captcha/useCaptcha.js";
import type {
  Activity,
  Handover,
  Snapshot,
  Status,
  UnavailableReason,
  Validation,
  Way,
} from "../src/index.js";
import type { authTypes } from "../src/protocol/authTypes.js";
import type { ReturnSnapshot } from "../src/react/returned.js";
import type { SsoErrorCode } from "../src/sso/ssoError.js";
import * as Account from "./card/Account.stories.js";
import * as Homeserver from "./card/Homeserver.stories.js";
import * as AccountPage from "./outcomes/AccountPage.stories.js";
import * as Failed from "./outcomes/Failed.stories.js";
import * as Registered from "./outcomes/Registered.stories.js";
import * as SignedOn from "./outcomes/SignedOn.stories.js";
import * as Uncertain from "./outcomes/Uncertain.stories.js";
import type { ProblemAt } from "./problemPlaces.js";
import * as BesideAny from "./stages/BesideAny.stories.js";
import * as Captcha from "./stages/Captcha.stories.js";
import * as Elsewhere from "./stages/Elsewhere.stories.js";
import * as Email from "./stages/Email.stories.js";
import * as Phone from "./stages/Phone.stories.js";
import * as RegistrationToken from "./stages/RegistrationToken.stories.js";
import * as Terms from "./stages/Terms.stories.js";

/** The states of one kind, and the story that shows each. */
export interface States {
  readonly of: string;
  /** Which of them a run is in; absent where the story's own play function looks. */
  readonly memberIn?: (snapshot: Snapshot) => string | undefined;
  readonly stories: { readonly [Member: string]: StateStory };
}

interface StateStory {
  readonly args?: object;
  readonly play?: unknown;
}

/**
 * Every state that a person can meet. A new member of one of these unions does not compile before it
 * has a story, and `test/stories/everyState.test.ts` looks whether the story is in that state.
 */
export const everyState: readonly States[] = [
  states<Status>("status", ({ status }) => status, {
    account: Account.Empty,
    stage: BesideAny.Idle,
    done: Registered.WithSession,
    uncertain: Uncertain.NoAnswer,
    failed: Failed.Closed,
  }),
  states<Activity>("activity of the account form", activityIn("account"), {
    idle: Account.Empty,
    sending: Account.Sending,
    checking: Account.Checking,
    paused: Account.Limited,
  }),
  states<Activity>("activity of a stage", activityIn("stage"), {
    idle: BesideAny.Idle,
    sending: BesideAny.Sending,
    checking: BesideAny.Checking,
    paused: BesideAny.Limited,
  }),
  states<ProblemAt<"pause">>("pause", ({ pause }) => pause?.code, {
    limited: Account.Limited,
    limitedForLong: Account.LimitedForLong,
    offline: Account.Offline,
    unreachable: Account.Unreachable,
    serverFailed: Account.ServerFailed,
    notReceived: Account.NotReceived,
  }),
  states<ProblemAt<"form">>("problem of the whole form", firstProblem, {
    guestAnswerLost: Account.GuestAnswerLost,
    guestsRefused: Account.GuestsRefused,
    sessionExpired: Account.ProblemOfTheWholeForm,
  }),
  states<AuthType>("stage", (snapshot) => stageIn(snapshot)?.type, {
    "m.login.dummy": BesideAny.NothingToDo,
    "m.login.terms": Terms.ToAccept,
    "m.login.registration_token": RegistrationToken.ToEnter,
    "org.matrix.msc3231.login.registration_token": RegistrationToken.Refused,
    "m.login.email.identity": Email.Sent,
    "m.login.msisdn": Phone.Code,
    "m.login.recaptcha": Captcha.Ready,
    "m.login.sso": Elsewhere.OfSingleSignOn,
    "m.login.password": Elsewhere.OfAPassword,
  }),
  states<ProblemAt<"stage">>("problem of a stage", problemInStage, {
    stageRefused: BesideAny.Refused,
    messageNotSent: Email.NotSent,
    messageInDoubt: Email.InDoubt,
    notOpenedYet: Email.NotOpenedYet,
    notFinishedYet: Elsewhere.NotFinishedYet,
    pageOutdated: Elsewhere.PageOutdated,
    codeRefused: Phone.CodeRefused,
    codeUnsupported: Phone.CodeUnsupported,
    captchaRefused: Captcha.Refused,
    validationSpent: Email.ValidationSpent,
    policiesChanged: Terms.Changed,
  }),
  states<Step>("step of an email address", stepIn("email"), {
    address: Email.Address,
    sending: Email.Sending,
    sent: Email.Sent,
    "sent, late": Email.Late,
  }),
  states<Step | `${Extract<Step, `sent${string}`>}, code` | "sent, code, link">(
    "step of a phone number",
    stepIn("phone"),
    {
      address: Phone.Address,
      sending: Phone.Sending,
      sent: Phone.Link,
      "sent, late": Phone.LinkLate,
      "sent, code": Phone.Code,
      "sent, code, link": Phone.CodeOrLink,
      "sent, late, code": Phone.Late,
    },
  ),
  states<"done here" | "done elsewhere">("place of a stage", placeIn, {
    "done here": Captcha.Ready,
    "done elsewhere": Elsewhere.ToOpen,
  }),
  states<Handover>("hand-over", (snapshot) => registeredIn(snapshot)?.handover, {
    none: Registered.WithoutSession,
    running: Registered.HandingOver,
    done: Registered.WithSession,
    failed: Registered.HandoverFailed,
  }),
  states<"with" | "without">("session", sessionIn, {
    with: Registered.WithSession,
    without: Registered.WithoutSession,
  }),
  states<Snapshot["kind"]>("kind of account", (snapshot) => registeredIn(snapshot)?.kind, {
    user: Registered.WithSession,
    guest: Registered.AsGuest,
  }),
  states<In<"done">["outcome"]>("outcome", outcomeIn, {
    registered: Registered.WithSession,
    pendingApproval: Registered.PendingApproval,
  }),
  states<In<"uncertain">["reason"]>("doubt", reasonIn, {
    noAnswer: Uncertain.NoAnswer,
    nameTaken: Uncertain.NameTaken,
    otherAccount: Uncertain.OtherAccount,
  }),
  states<ProblemAt<"end">>("failure", failureIn, {
    closed: Failed.Closed,
    forbidden: Failed.Forbidden,
    homeserverFull: Failed.HomeserverFull,
    userLimit: Failed.UserLimit,
    unsupportedByServer: Failed.UnsupportedByServer,
    noSupportedFlow: Failed.NoSupportedFlow,
    flowsChanged: Failed.FlowsChanged,
    noProgress: Failed.NoProgress,
    policiesMalformed: Failed.PoliciesMalformed,
    malformedAnswer: Failed.MalformedAnswer,
    wrongServerName: Failed.WrongServerName,
    tokenRejected: Failed.TokenRejected,
    refused: Failed.Refused,
  }),
  states<CaptchaState>("captcha", undefined, {
    loading: Captcha.Loading,
    ready: Captcha.Ready,
    expired: Captcha.Expired,
    blocked: Captcha.Blocked,
    failed: Captcha.Failed,
  }),
  states<ReturnSnapshot["status"]>("way back", undefined, {
    finishing: SignedOn.Finishing,
    signedIn: SignedOn.SignedIn,
    failed: SignedOn.Refused,
  }),
  states<Handover>("hand-over after the way back", undefined, {
    none: SignedOn.SignedIn,
    running: SignedOn.HandingOver,
    done: SignedOn.HandedOver,
    failed: SignedOn.HandoverFailed,
  }),
  states<SsoErrorCode>("problem of a sign-on", undefined, {
    notTrusted: SignedOn.NotTrusted,
    noStorage: SignedOn.NoStorage,
    lostState: SignedOn.LostState,
    replayed: SignedOn.Replayed,
    expired: SignedOn.Expired,
    denied: SignedOn.Denied,
    limited: SignedOn.Limited,
    serverFailed: SignedOn.ServerFailed,
    refused: SignedOn.Refused,
    pendingApproval: SignedOn.PendingApproval,
    interrupted: SignedOn.Interrupted,
    malformed: SignedOn.Malformed,
    wrongServerName: SignedOn.WrongServerName,
  }),
  states<"finding" | UnavailableReason | Way["way"]>("homeserver", undefined, {
    finding: Homeserver.Finding,
    closed: Homeserver.Closed,
    unsupported: Homeserver.Unsupported,
    unreachable: Homeserver.Unreachable,
    notMatrix: Homeserver.NotMatrix,
    rateLimited: Homeserver.RateLimited,
    uia: Homeserver.ByStages,
    sso: Homeserver.BySso,
    oauth: AccountPage.Ready,
  }),
];

type AuthType = (typeof authTypes)[keyof typeof authTypes];
type Step = Validation["step"] | "sent, late";
type In<Name extends Status> = Extract<Snapshot, { status: Name }>;

function states<Member extends string>(
  of: string,
  memberIn: ((snapshot: Snapshot) => string | undefined) | undefined,
  stories: Readonly<Record<Member, StateStory>>,
): States {
  return memberIn === undefined ? { of, stories } : { of, memberIn, stories };
}

function activityIn(status: Status): (snapshot: Snapshot) => Activity | undefined {
  return (snapshot) => (snapshot.status === status ? snapshot.activity : undefined);
}

function firstProblem(snapshot: Snapshot): string | undefined {
  return snapshot.status === "account" ? snapshot.problems[0]?.code : undefined;
}

function stageIn(snapshot: Snapshot) {
  return snapshot.status === "stage" ? snapshot.stage : undefined;
}

function problemInStage(snapshot: Snapshot): string | undefined {
  return snapshot.status === "stage" ? snapshot.problem?.code : undefined;
}

function stepIn(medium: Validation["medium"]) {
  return (snapshot: Snapshot): string | undefined => {
    const validation = stageIn(snapshot)?.validation;
    if (validation?.medium !== medium) return undefined;
    const { step, isLate, asksCode, opensLink } = validation;
    if (step !== "sent") return step;
    const reply = asksCode ? `, code${opensLink ? ", link" : ""}` : "";
    return `sent${isLate ? ", late" : ""}${reply}`;
  };
}

function placeIn(snapshot: Snapshot): string | undefined {
  const stage = stageIn(snapshot);
  return stage && (stage.supported ? "done here" : "done elsewhere");
}

function registeredIn(snapshot: Snapshot) {
  return snapshot.status === "done" && snapshot.outcome === "registered" ? snapshot : undefined;
}

function sessionIn(snapshot: Snapshot): string | undefined {
  const registered = registeredIn(snapshot);
  return registered && (registered.hasSession ? "with" : "without");
}

function outcomeIn(snapshot: Snapshot): string | undefined {
  return snapshot.status === "done" ? snapshot.outcome : undefined;
}

function reasonIn(snapshot: Snapshot): string | undefined {
  return snapshot.status === "uncertain" ? snapshot.reason : undefined;
}

function failureIn(snapshot: Snapshot): string | undefined {
  return snapshot.status === "failed" ? snapshot.problem.code : undefined;
}
