import type { HomeserverCheck } from "../src/components/homeserver/useHomeserverCheck.js";
import type { CaptchaState } from "../src/components/stages/captcha/useCaptcha.js";
import type { Handover, SignUpMethod, UnavailableReason, Validation } from "../src/core.js";
import type {
  Activity,
  Snapshot,
  Status,
  Strength,
  UseOAuthSignUp,
  UsernameAvailability,
} from "../src/index.js";
import type { authTypes } from "../src/protocol/wire/authTypes.js";
import type { OAuthErrorCode, SsoErrorCode } from "../src/redirect/error.js";
import type { ReturnSnapshot } from "../src/redirect/finishReturn.js";
import { type ProblemAt, problemsAt } from "../src/uia/machine/problems/problemTable.js";
import type { Polling } from "../src/uia/machine/types.js";
import * as Account from "./card/Account.stories.js";
import * as Homeserver from "./card/Homeserver.stories.js";
import * as AccountPage from "./outcomes/AccountPage.stories.js";
import * as Failed from "./outcomes/Failed.stories.js";
import * as Registered from "./outcomes/Registered.stories.js";
import * as SignedOn from "./outcomes/SignedOn.stories.js";
import * as Uncertain from "./outcomes/Uncertain.stories.js";
import * as PasswordField from "./parts/form/PasswordField.stories.js";
import * as UsernameField from "./parts/form/UsernameField.stories.js";
import * as HomeserverField from "./parts/homeserver/HomeserverField.stories.js";
import { outcome, problem, rootOn, strength, username } from "./shows.js";
import * as BesideAny from "./stages/BesideAny.stories.js";
import * as Captcha from "./stages/Captcha.stories.js";
import * as Elsewhere from "./stages/Elsewhere.stories.js";
import * as Email from "./stages/Email.stories.js";
import * as Phone from "./stages/Phone.stories.js";
import * as RegistrationToken from "./stages/RegistrationToken.stories.js";
import * as Terms from "./stages/Terms.stories.js";

/** The states of one kind, and the story that shows each. */
export type States = StatesOfRegistration | StatesOnScreen;

interface StatesOfRegistration {
  readonly of: string;
  /** Which of them a registration is in. */
  readonly memberIn: (snapshot: Snapshot) => string | undefined;
  readonly stories: { readonly [Member: string]: { readonly args?: object } };
}

interface StatesOnScreen {
  readonly of: string;
  /** The last expectation of a story's play function. */
  readonly seenBy: (member: string) => string;
  readonly stories: { readonly [Member: string]: { readonly play?: unknown } };
}

/**
 * Every state that the user can meet. A new member of one of these unions does not compile without a
 * story. `test/stories/everyState.test.ts` checks that the story is in that state.
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
  // Whatever is sent in doubt only asks: it is a check.
  states<Exclude<Activity, "sending">>("activity in doubt", activityIn("uncertain"), {
    idle: Uncertain.NoAnswer,
    checking: Uncertain.Checking,
    paused: Uncertain.CheckingLimited,
  }),
  states<ProblemAt<"pause">>("pause", ({ pause }) => pause?.code, {
    rateLimited: Account.Limited,
    rateLimitedForLong: Account.LimitedForLong,
    offline: Account.Offline,
    unreachable: Account.Unreachable,
    notLetThrough: Account.NotLetThrough,
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
  states<Extract<ProblemAt<"stage">, "captchaRefused" | "notFinishedYet" | "pageOutdated">>(
    "problem of a captcha",
    problemOf("m.login.recaptcha"),
    {
      captchaRefused: Captcha.Refused,
      notFinishedYet: Captcha.NotFinishedYet,
      pageOutdated: Captcha.PageOutdated,
    },
  ),
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
  states<Exclude<Polling, "none">>("polling for a mail", pollingOf("m.login.email.identity"), {
    active: Email.Sent,
    offline: Email.Offline,
    ended: Email.Ended,
  }),
  states<Polling>("polling for a text message", pollingOf("m.login.msisdn"), {
    none: Phone.Code,
    active: Phone.Link,
    offline: Phone.LinkOffline,
    ended: Phone.LinkEnded,
  }),
  states<Polling>("polling for a captcha", pollingOf("m.login.recaptcha"), {
    none: Captcha.Ready,
    active: Captcha.NotFinishedYet,
    offline: Captcha.Offline,
    ended: Captcha.PollingEnded,
  }),
  states<Exclude<Polling, "none">>("polling for what is done elsewhere", pollingElsewhere, {
    active: Elsewhere.ToOpen,
    offline: Elsewhere.Offline,
    ended: Elsewhere.PollingEnded,
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
    inAnotherTab: Registered.InAnotherTab,
  }),
  states<In<"uncertain">["reason"]>("doubt", reasonIn, {
    noAnswer: Uncertain.NoAnswer,
    nameTaken: Uncertain.NameTaken,
    otherAccount: Uncertain.OtherAccount,
  }),
  states<ProblemAt<"end">>("failure", failureIn, namedAfter(problemsAt("end"), Failed)),
  onScreen<CaptchaState>("captcha", captchaBy, {
    loading: Captcha.Loading,
    ready: Captcha.Ready,
    silent: Captcha.Silent,
    expired: Captcha.Expired,
    blocked: Captcha.Blocked,
    failed: Captcha.Failed,
  }),
  onScreen<ReturnSnapshot["status"]>(
    "return",
    (status) => (status === "failed" ? problem("refused") : outcome(status)),
    {
      finishing: SignedOn.Finishing,
      signedIn: SignedOn.SignedIn,
      failed: SignedOn.Refused,
    },
  ),
  onScreen<"with" | "without">("session after the return", sessionBy, {
    with: AccountPage.SignedIn,
    without: AccountPage.WithoutSession,
  }),
  onScreen<UseOAuthSignUp["status"]>("redirect to the account page", departureBy, {
    ready: Homeserver.ByAccountPage,
    preparing: AccountPage.Preparing,
    leaving: AccountPage.Leaving,
    failed: AccountPage.Unreachable,
  }),
  onScreen<Handover>("hand-over after the return", handoverBy, {
    none: SignedOn.SignedIn,
    running: SignedOn.HandingOver,
    done: SignedOn.HandedOver,
    failed: SignedOn.HandoverFailed,
  }),
  onScreen<SsoErrorCode | "misconfigured">("problem of a sign-on", problem, {
    notTrusted: SignedOn.NotTrusted,
    noStorage: SignedOn.NoStorage,
    misconfigured: SignedOn.Misconfigured,
    lostState: SignedOn.LostState,
    replayed: SignedOn.Replayed,
    expired: SignedOn.Expired,
    denied: SignedOn.Denied,
    rateLimited: SignedOn.Limited,
    serverFailed: SignedOn.ServerFailed,
    refused: SignedOn.Refused,
    pendingApproval: SignedOn.PendingApproval,
    interrupted: SignedOn.Interrupted,
    malformed: SignedOn.Malformed,
    wrongServerName: SignedOn.WrongServerName,
  }),
  // That a chunk cannot be loaded is for unit tests to show. An account page that lacks something, or leads
  // to where it should not, is not offered: its homeserver is `unsupported`.
  onScreen<Exclude<OAuthErrorCode, "unsupported" | "notTrusted"> | "misconfigured">(
    "problem of an account page",
    problem,
    {
      offline: AccountPage.Offline,
      unreachable: AccountPage.Unreachable,
      rateLimited: AccountPage.Limited,
      serverFailed: AccountPage.ServerFailed,
      malformed: AccountPage.Malformed,
      registrationRefused: AccountPage.RegistrationRefused,
      insecureContext: AccountPage.InsecureContext,
      noStorage: AccountPage.NoStorage,
      misconfigured: AccountPage.Misconfigured,
      denied: AccountPage.Denied,
      expired: AccountPage.Expired,
      replayed: AccountPage.Replayed,
      lostState: AccountPage.LostState,
      malformedCallback: AccountPage.MalformedCallback,
      wrongIssuer: AccountPage.WrongIssuer,
      refused: AccountPage.Refused,
      oldScopes: AccountPage.OldScopes,
      interrupted: AccountPage.Interrupted,
      wrongDevice: AccountPage.WrongDevice,
      wrongServerName: AccountPage.WrongServerName,
    },
  ),
  onScreen<"finding" | UnavailableReason | SignUpMethod["type"]>("homeserver", rootOn, {
    finding: Homeserver.Finding,
    closed: Homeserver.Closed,
    unsupported: Homeserver.Unsupported,
    unreachable: Homeserver.Unreachable,
    notMatrix: Homeserver.NotMatrix,
    rateLimited: Homeserver.RateLimited,
    uia: Homeserver.ByStages,
    sso: Homeserver.BySso,
    oauth: Homeserver.ByAccountPage,
  }),
  onScreen<"failPrompt" | "failError" | "notMatrixAt" | "unreachableAt">(
    "server name that cannot be looked up",
    (fault) => `homeserver.${fault}`,
    {
      failPrompt: Homeserver.FailPrompt,
      failError: Homeserver.FailError,
      notMatrixAt: Homeserver.NotMatrixAt,
      unreachableAt: Homeserver.UnreachableAt,
    },
  ),
  onScreen<Exclude<HomeserverCheck["status"], "unavailable"> | UnavailableReason>(
    "homeserver that is typed",
    homeserverCheckBy,
    {
      idle: HomeserverField.Untouched,
      checking: HomeserverField.Checking,
      found: HomeserverField.Open,
      closed: HomeserverField.Closed,
      unsupported: HomeserverField.Unsupported,
      unreachable: HomeserverField.Unreachable,
      notMatrix: HomeserverField.NotMatrix,
      rateLimited: HomeserverField.RateLimited,
    },
  ),
  onScreen<UsernameAvailability["status"]>("username", username, {
    idle: UsernameField.Empty,
    checking: UsernameField.Checking,
    available: UsernameField.Available,
    taken: UsernameField.Taken,
    invalid: UsernameField.Invalid,
    reserved: UsernameField.Reserved,
    unknown: UsernameField.Unknown,
  }),
  onScreen<Strength>("strength of a password", strength, {
    weak: PasswordField.Weak,
    fair: PasswordField.Fair,
    strong: PasswordField.Strong,
  }),
];

type AuthType = (typeof authTypes)[keyof typeof authTypes];
type Step = Validation["step"] | "sent, late";
type In<Name extends Status> = Extract<Snapshot, { status: Name }>;

/** Known by the registration that the story is on. */
function states<Member extends string>(
  of: string,
  memberIn: StatesOfRegistration["memberIn"],
  stories: Readonly<Record<Member, StatesOfRegistration["stories"][string]>>,
): States {
  return { of, memberIn, stories };
}

/** The stories whose names are those of the members. A member without one does not compile. */
function namedAfter<Member extends string, Story>(
  members: readonly Member[],
  stories: Readonly<Record<Capitalize<Member>, Story>>,
): Readonly<Record<Member, Story>> {
  const entries = members.map((member) => {
    const name = `${member.charAt(0).toUpperCase()}${member.slice(1)}` as Capitalize<Member>;
    return [member, stories[name]] as const;
  });
  return Object.fromEntries(entries) as Record<Member, Story>;
}

/** Known by what there is to see. */
function onScreen<Member extends string>(
  of: string,
  seenBy: (member: Member) => string,
  stories: Readonly<Record<Member, StatesOnScreen["stories"][string]>>,
): States {
  return { of, seenBy: seenBy as StatesOnScreen["seenBy"], stories };
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

function problemOf(type: AuthType): (snapshot: Snapshot) => string | undefined {
  return (snapshot) => (stageIn(snapshot)?.type === type ? problemInStage(snapshot) : undefined);
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

function pollingOf(type: AuthType): (snapshot: Snapshot) => Polling | undefined {
  return (snapshot) => {
    const stage = stageIn(snapshot);
    return stage?.type === type ? stage.polling : undefined;
  };
}

function pollingElsewhere(snapshot: Snapshot): Polling | undefined {
  const stage = stageIn(snapshot);
  return stage?.supported === false ? stage.polling : undefined;
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

function captchaBy(state: CaptchaState): string {
  return state === "ready" ? '[data-part="captcha-widget"] input' : `stage.recaptcha.${state}`;
}

function handoverBy(handover: Handover): string {
  switch (handover) {
    case "none":
    case "done":
      return outcome("signedIn");
    case "running":
      return "done.handoverRunning";
    case "failed":
      return "done.handoverFailed";
  }
}

function homeserverCheckBy(status: string): string {
  switch (status) {
    case "idle":
      return '[data-part="homeserver-field"]:has([data-part="homeserver-check"]:empty)';
    case "checking":
      return "homeserver.finding";
    case "found":
      return "homeserver.isOpen";
    default:
      return `homeserver.${status}`;
  }
}

function sessionBy(session: "with" | "without"): string {
  return session === "with" ? "returned.heading" : "returned.accountHeading";
}

function departureBy(status: UseOAuthSignUp["status"]): string {
  switch (status) {
    case "ready":
      return rootOn("oauth");
    case "preparing":
      return '[data-part="submit"][aria-busy="true"][aria-disabled="true"]';
    case "leaving":
      return '[data-part="submit"][aria-busy="true"]:not([aria-disabled="true"])';
    case "failed":
      return problem("unreachable");
  }
}
