import { authTypes } from "../protocol/authTypes.js";
import { mediumOf } from "./flows.js";
import type { Problem, ProblemCode } from "./problem.js";
import { limitWait, refusedProblem } from "./problemOf.js";
import type { Event, Medium, Refusal, State, Step, ValidationState } from "./state.js";
import { atStage, send, stay } from "./steps.js";
import type { Phone } from "./types.js";
import { emailProblem, phoneProblem } from "./validateAccount.js";
import { wait } from "./waiting.js";

/** Waits in ms before another message can be asked for, by number of messages. */
const coolDowns = [30_000, 60_000, 120_000];

/**
 * The person comes to a stage that validates an address. The message is asked for by itself once for
 * an address that was given in the account form.
 */
export function atValidation(state: State, type: string, medium: Medium): Step {
  const [at] = atStage(state, type, null);
  const given = addressOf(state, medium);
  const validation = state.validations[medium];
  if (given === "") return [withValidation(at, medium, { step: "address" }), []];
  if (validation?.address !== given || validation.messages === 0) {
    return state.automaticLeft > 0
      ? request({ ...at, automaticLeft: at.automaticLeft - 1 }, medium, given)
      : [withValidation(at, medium, { step: "address", address: given }), []];
  }
  if (validation.spent) {
    // A homeserver lets a validation count once: this session needs a new one.
    return toAddress(at, medium, { code: "validationSpent" });
  }
  return wait(withValidation(at, medium, { step: "sent" }), "now");
}

export function onAddressGiven(
  state: State,
  event: Extract<Event, { type: "addressGiven" }>,
): Step {
  const { place, doing, account } = state;
  const medium = place.status === "stage" ? mediumOf(place.type) : undefined;
  if (medium === undefined || account === null) return stay(state);
  if (doing.activity !== "idle" && doing.activity !== "polling") return stay(state);
  if (state.validations[medium]?.step === "sending") return stay(state);
  const { address, now } = event;
  const email = medium === "email" && typeof address === "string" ? address : undefined;
  const phone = medium === "phone" && typeof address === "object" ? address : undefined;
  const problem = medium === "email" ? emailProblem(email ?? "", true) : phoneProblem(phone);
  if (problem !== undefined) return toAddress(state, medium, problem);
  const given: State = {
    ...state,
    account: {
      ...account,
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    },
  };
  const validation = state.validations[medium];
  const sameAddress = validation?.address === addressOf(given, medium);
  if (validation !== null && validation.resendAt > now) {
    // Only a limit of the homeserver holds for another address, too.
    if (sameAddress && validation.messages > 0 && !validation.spent) {
      return wait(withValidation(given, medium, { step: "sent" }), "now");
    }
    if (validation.messages === 0) {
      return toAddress(given, medium, { code: "limited", retryAt: validation.resendAt });
    }
  }
  return request(given, medium, addressOf(given, medium));
}

export function onResent(state: State, now: number): Step {
  const { place, doing } = state;
  const medium = place.status === "stage" ? mediumOf(place.type) : undefined;
  const validation = medium === undefined ? null : state.validations[medium];
  if (medium === undefined || validation?.step !== "sent" || validation.resendAt > now) {
    return stay(state);
  }
  if (doing.activity !== "idle" && doing.activity !== "polling") return stay(state);
  return request(state, medium, validation.address);
}

export function onMessageSent(state: State, event: Extract<Event, { type: "messageSent" }>): Step {
  const { medium, asksCode, now } = event;
  const validation = state.validations[medium];
  if (validation?.step !== "sending") return stay(state);
  const messages = validation.messages + 1;
  const coolDown = coolDowns[Math.min(messages, coolDowns.length) - 1] ?? 0;
  const sent = withValidation(state, medium, {
    step: "sent",
    messages,
    asksCode,
    spent: false,
    resendAt: now + coolDown,
  });
  if (!isAt(sent, medium) || sent.place.status !== "stage") return [sent, []];
  const at: State = { ...sent, place: { ...sent.place, problem: null, polls: 0 } };
  return sent.doing.activity === "idle" ? wait(at, "later") : [at, []];
}

export function onMessageRefused(
  state: State,
  event: Extract<Event, { type: "messageRefused" }>,
): Step {
  const { medium, refusal, now } = event;
  const validation = state.validations[medium];
  if (validation?.step !== "sending") return stay(state);
  const code = messageProblem(medium, refusal);
  const limited = code === "limited" || code === "limitedForLong";
  const resendAt = limited ? now + limitWait(refusal?.retryAfterMs, 1).ms : validation.resendAt;
  const problem: Problem = {
    ...refusedProblem(code, refusal),
    ...(limited ? { retryAt: resendAt } : {}),
  };
  // An earlier message to this address still counts.
  if (validation.messages > 0 && !validation.spent) {
    const sent = withValidation(state, medium, { step: "sent", resendAt });
    if (sent.place.status !== "stage" || !isAt(sent, medium)) return [sent, []];
    return wait({ ...sent, place: { ...sent.place, problem } }, "later");
  }
  return toAddress(withValidation(state, medium, { resendAt }), medium, problem);
}

export function onCodeGiven(state: State): Step {
  const { place, doing } = state;
  const medium = place.status === "stage" ? mediumOf(place.type) : undefined;
  const validation = medium === undefined ? null : state.validations[medium];
  if (place.status !== "stage" || doing.activity !== "idle") return stay(state);
  if (validation?.step !== "sent" || !validation.asksCode) return stay(state);
  return [
    {
      ...state,
      place: { ...place, problem: null },
      doing: { activity: "sending", what: "code" },
    },
    [{ type: "submitCode" }],
  ];
}

export function onCodeAnswered(
  state: State,
  event: Extract<Event, { type: "codeAnswered" }>,
): Step {
  const { place, doing } = state;
  if (doing.activity !== "sending" || doing.what !== "code" || place.status !== "stage") {
    return stay(state);
  }
  if (event.accepted && !state.cancelling) {
    return send({ ...state, doneByHand: true }, { by: "stage", type: place.type });
  }
  return atStage(state, place.type, refusedProblem("codeRefused", event.refusal));
}

/** The person wants to give another address, here in the stage. */
export function toAddress(state: State, medium: Medium, problem: Problem | null): Step {
  const next = withValidation(state, medium, { step: "address" });
  const type = medium === "email" ? authTypes.emailIdentity : authTypes.msisdn;
  return atStage(next, type, problem);
}

/** What was validated counted for a stage. */
export function spend(state: State, completed: readonly string[]): State {
  return (["email", "phone"] as const).reduce((spent, medium) => {
    const type = medium === "email" ? authTypes.emailIdentity : authTypes.msisdn;
    const validation = spent.validations[medium];
    return validation !== null && completed.includes(type)
      ? withValidation(spent, medium, { spent: true })
      : spent;
  }, state);
}

/** The address as it is shown, empty when none was given. */
export function addressOf({ account }: State, medium: Medium): string {
  if (medium === "email") return account?.email ?? "";
  return account?.phone === undefined ? "" : shownPhone(account.phone);
}

function shownPhone({ country, number }: Phone): string {
  return `${country} ${number}`;
}

function request(state: State, medium: Medium, address: string): Step {
  const before = state.validations[medium];
  const sameAddress = before?.address === address && !before.spent;
  return [
    withValidation(state, medium, {
      step: "sending",
      address,
      messages: sameAddress ? before.messages : 0,
    }),
    [{ type: "requestMessage", medium }],
  ];
}

function withValidation(state: State, medium: Medium, change: Partial<ValidationState>): State {
  const before = state.validations[medium] ?? nothingSent;
  return { ...state, validations: { ...state.validations, [medium]: { ...before, ...change } } };
}

const nothingSent: ValidationState = {
  step: "address",
  address: "",
  messages: 0,
  resendAt: 0,
  asksCode: false,
  spent: false,
};

function isAt({ place }: State, medium: Medium): boolean {
  return place.status === "stage" && mediumOf(place.type) === medium;
}

function messageProblem(medium: Medium, refusal: Refusal | undefined): ProblemCode {
  const email = medium === "email";
  if (refusal === undefined) return "messageNotSent";
  if (refusal.status === 429 || refusal.errcode === "M_LIMIT_EXCEEDED") {
    return limitWait(refusal.retryAfterMs, 1).forLong ? "limitedForLong" : "limited";
  }
  switch (refusal.errcode) {
    case "M_THREEPID_IN_USE":
      return email ? "emailInUse" : "phoneInUse";
    case "M_THREEPID_DENIED":
      return email ? "emailRefused" : "phoneRefused";
    case "M_THREEPID_MEDIUM_NOT_SUPPORTED":
      return email ? "emailUnsupported" : "phoneUnsupported";
    case "M_INVALID_PARAM":
    case "M_INVALID_ADDRESS":
      return email ? "emailMalformed" : "phoneMalformed";
    case "M_UNKNOWN":
      // The errcode does not tell a bad address from no mail at all; Synapse's words do.
      if (/unable to parse/i.test(refusal.text ?? "")) {
        return email ? "emailMalformed" : "phoneMalformed";
      }
      if (/disabled|not supported/i.test(refusal.text ?? "")) {
        return email ? "emailUnsupported" : "phoneUnsupported";
      }
  }
  return "messageNotSent";
}
