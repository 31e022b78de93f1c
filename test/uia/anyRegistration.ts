/** All that users, homeservers and browsers may do to a registration, for properties that hold whatever happens. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Registration } from "../../src/uia/machine/registration.js";
import type { Snapshot } from "../../src/uia/machine/types.js";
import {
  type Answer,
  acceptedPrivacy,
  challenge,
  dummy,
  email,
  msisdn,
  recaptcha,
  refusal,
  type SeenRequest,
  success,
  terms,
  token,
} from "./scriptedHomeserver.js";

const password = "canary-password";
export const uiaSession = "canary-session";
const british = { country: "GB", number: "07700900111" };
const german = { country: "DE", number: "01512 3456789" };

export const quiz = "org.example.quiz";
const stages = [dummy, terms, token, recaptcha, email, msisdn, quiz, "org.example.dance"];
export const anyFlows = fc.array(fc.subarray(stages), { maxLength: 3 });

export const anyRefusal: fc.Arbitrary<Answer> = fc
  .constantFrom(
    [400, "M_USER_IN_USE"],
    [400, "M_INVALID_USERNAME"],
    [400, "M_PASSWORD_TOO_SHORT"],
    [400, "M_MISSING_PARAM"],
    [400, "M_THREEPID_IN_USE"],
    [400, "M_THREEPID_AUTH_FAILED"],
    [401, "M_UNKNOWN_TOKEN"],
    [401, "M_UNAUTHORIZED"],
    [403, "M_FORBIDDEN"],
    [403, "M_THREEPID_DENIED"],
    [403, "M_UNKNOWN"],
    [404, "M_UNRECOGNIZED"],
    [429, "M_LIMIT_EXCEEDED"],
    [500, "M_UNKNOWN"],
  )
  .map(([status, errcode]) => refusal(status as number, errcode as string));

export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .record({ flows: anyFlows, completed: fc.subarray(stages), refused: fc.boolean() })
    .map((made) =>
      challenge(made.flows, {
        session: uiaSession,
        completed: made.completed,
        ...(made.refused ? { errcode: "M_UNAUTHORIZED", error: "No" } : {}),
      }),
    ),
  anyRefusal,
  fc.constant(refusal(400, "M_UNKNOWN", { error: "Unknown session ID: x" })),
  fc.constantFrom<Answer>("cut", "html", success, { status: 200, body: null }),
);

export interface Act {
  readonly name: string;
  readonly on: (run: Registration) => void;
}
const act = (name: string, on: Act["on"]): Act => ({ name, on });

function input(username: string) {
  return {
    username,
    password,
    registrationToken: answerTo(token),
    acceptedPolicies: [acceptedPrivacy],
    stages: { [quiz]: { answer: answerTo(quiz) } },
  };
}
const addressed = (name: string) => ({ ...input(name), email: `${name}@example.org` });

function typeNow(run: Registration): string {
  const now = run.getSnapshot();
  return now.status === "stage" ? now.stage.type : "none";
}

/** What can be answered in a stage, and done while one waits there. */
export const inStage: readonly Act[] = [
  act("accept", (run) => run.submitStage({ acceptedPolicies: [acceptedPrivacy] })),
  act("give the token", (run) => run.submitStage({ token: answerTo(typeNow(run)) })),
  act("solve the captcha", (run) => run.submitStage({ response: answerTo(typeNow(run)) })),
  act("answer the quiz", (run) => run.submitStage({ answer: answerTo(typeNow(run)) })),
  act("give alice's address", (run) => run.submitStage({ address: "alice@example.org" })),
  act("give bob's address", (run) => run.submitStage({ address: "bob@example.org" })),
  act("give no address", (run) => run.submitStage({ address: "bob" })),
  act("give a number", (run) => run.submitStage({ phone: british })),
  act("give another number", (run) => run.submitStage({ phone: german })),
  act("give a code", (run) => run.submitStage({ code: "canary-code" })),
  act("look", (run) => run.checkNow()),
  act("go to the homeserver's page", (run) => void run.openFallback("click")),
  act("ask for another message", (run) => run.resend()),
  act("change the address", (run) => run.changeAnswer("email")),
  act("change the number", (run) => run.changeAnswer("phone")),
];

export const anyAct = fc.constantFrom<Act>(
  act("submit", (run) => void run.submitAccount(input("alice"))),
  act("submit with an address", (run) => void run.submitAccount(addressed("alice"))),
  act("submit with a number", (run) => {
    void run.submitAccount({ ...input("alice"), phone: british });
  }),
  act("submit another name", (run) => void run.submitAccount(addressed("bob"))),
  act("submit another password", (run) => {
    void run.submitAccount({ ...input("alice"), password: `${password}-2` });
  }),
  act("be a guest", (run) => void run.submitAccount({ guest: true })),
  act("retry", (run) => run.retry()),
  act("check again", (run) => run.checkAgain()),
  act("cancel", (run) => run.cancel()),
  act("start again", (run) => run.startAgain()),
  act("change the username", (run) => run.changeAnswer("username")),
  act("choose the short flow", (run) => run.chooseFlow([dummy])),
  act("choose another flow", (run) => {
    const now = run.getSnapshot();
    const [other] = now.status === "stage" ? now.otherFlows : [];
    if (other !== undefined) run.chooseFlow(other);
  }),
  ...inStage,
);

/** What goes under `auth` was given to that stage, and to no other. */
export function expectOwnAnswers({ body }: SeenRequest): void {
  const { auth = {} } = body as { auth?: Record<string, unknown> };
  const { type, session: _, threepid_creds: creds, ...answers } = auth;
  if (creds !== undefined) expect([email, msisdn]).toContain(type);
  for (const answer of Object.values(answers)) {
    // An address or a code may be what a stage of another kind was given.
    if (String(answer).startsWith(answerTo(""))) expect(answer).toBe(answerTo(type));
  }
}

/** An answer that says which stage it is for. */
function answerTo(type: unknown): string {
  return `canary for ${String(type)}`;
}

/** Within a session only `auth` and a corrected username differ. */
export function expectSameBodies(requests: readonly SeenRequest[]): void {
  let first: SeenRequest["body"] | undefined;
  for (const { body } of requests) {
    const { auth, username: _, ...rest } = body;
    if (auth === undefined) first = rest;
    else expect(rest).toEqual(first);
  }
}

/** What was typed is never lost: the username only changes by being submitted anew. */
export function expectNameKept(snapshots: readonly Snapshot[]): void {
  let known: string | undefined;
  for (const { username } of snapshots) {
    if (known !== undefined && username === undefined) {
      // Only a guest account has none.
      continue;
    }
    known = username ?? known;
    if (known !== undefined) expect(known).toMatch(/^(alice|bob)$/);
  }
}
