import { authTypes } from "../../protocol/wire/authTypes.js";
import { mediumOf } from "./flows.js";
import { messageProblem } from "./messageProblem.js";
import { schedulePoll } from "./polling.js";
import type { Problem } from "./problem.js";
import type { Event, Medium, State, Step, ValidationState } from "./state.js";
import { atStage, stay, withProblem } from "./steps.js";
import type { Phone } from "./types.js";
import { emailProblem, phoneProblem } from "./validateAccount.js";

/** Waits in ms before another message can be asked for, by number of messages. */
const coolDowns = [30_000, 60_000, 120_000];

/**
 * The person comes to a stage that validates an address. The message is asked for by itself once for
 * an address that was given in the account form.
 */
export function atValidation(state: State, type: string, medium: Medium): Step {
  const [at] = atStage(state, type, null);
  const address = addressOf(state, medium);
  const { step, address: asked, checks } = validationOf(state, medium);
  if (address === "") return [withValidation(at, medium, { step: "address" }), []];
  // Its answer is still to come.
  if (step === "sending" && asked === address) return [at, []];
  const check = checks[address];
  if (check === undefined) {
    return state.automaticLeft > 0
      ? request({ ...at, automaticLeft: at.automaticLeft - 1 }, medium, address)
      : toAddress(at, medium, null);
  }
  // A homeserver lets a validation count once: this session needs a new one.
  if (check.spent) return toAddress(at, medium, { code: "validationSpent", field: medium });
  return schedulePoll(withValidation(at, medium, { step: "sent", address }), "ifSeen");
}

export function onAddressGiven(
  state: State,
  event: Extract<Event, { type: "addressGiven" }>,
): Step {
  const { account } = state;
  const medium = mediumHere(state);
  if (medium === undefined || account === null || !mayAsk(state)) return stay(state);
  if (state.validations[medium]?.step === "sending") return stay(state);
  const { address } = event;
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
  const shown = addressOf(given, medium);
  const validation = validationOf(given, medium);
  const check = validation.checks[shown];
  if (check?.spent === false && mayAskAt(validation, shown) > state.now) {
    // There is a message already.
    return schedulePoll(
      withValidation(withProblem(given, null), medium, { step: "sent", address: shown }),
      "soon",
    );
  }
  return request(given, medium, shown);
}

export function onResent(state: State): Step {
  const medium = mediumHere(state);
  const validation = medium === undefined ? null : state.validations[medium];
  if (medium === undefined || validation?.step !== "sent" || !mayAsk(state)) return stay(state);
  if (mayAskAt(validation, validation.address) > state.now) return stay(state);
  return request(state, medium, validation.address);
}

export function onMessageSent(state: State, event: Extract<Event, { type: "messageSent" }>): Step {
  const { medium, reply } = event;
  const { request: newest, step, address, messages, checks } = validationOf(state, medium);
  if (event.request > newest) return stay(state);
  const coolDown = coolDowns[Math.min(messages + 1, coolDowns.length) - 1] ?? 0;
  const counted = withValidation(state, medium, {
    messages: messages + 1,
    resendAt: state.now + coolDown,
  });
  // The person has gone on to another address since: nothing but the cool-down comes of it.
  if (event.request !== newest || step !== "sending") return [counted, []];
  const check = { sentAt: state.now, reply, spent: false };
  const sent = withValidation(counted, medium, {
    step: "sent",
    checks: { ...checks, [address]: check },
  });
  if (mediumHere(sent) !== medium || sent.view.status !== "stage") return [sent, []];
  return schedulePoll({ ...sent, view: { ...sent.view, problem: null, polls: 0 } }, "later");
}

export function onMessageRefused(
  state: State,
  event: Extract<Event, { type: "messageRefused" }>,
): Step {
  const { medium } = event;
  const validation = validationOf(state, medium);
  const problem = messageProblem(medium, event.fault, state.now);
  const limitedUntil = Math.max(validation.limitedUntil, problem.retryAt ?? 0);
  const known =
    problem.retryAt === undefined ? state : withValidation(state, medium, { limitedUntil });
  if (event.request !== validation.request || validation.step !== "sending") return [known, []];
  // An earlier message to this address still counts.
  const stillSent = validation.checks[validation.address]?.spent === false;
  const refused = withValidation(known, medium, { step: stillSent ? "sent" : "address" });
  if (mediumHere(refused) !== medium) return [refused, []];
  return schedulePoll(withProblem(refused, problem), "later");
}

/** The person is to give another address, here in the stage. */
export function toAddress(state: State, medium: Medium, problem: Problem | null): Step {
  return [
    withProblem(withValidation(state, medium, { step: "address" }), problem),
    // A look on its way may still find that the stage was done.
    state.task.activity === "polling" ? [] : [{ type: "stopWaiting" }],
  ];
}

/** A refusal that is about the address: another one is asked for in its stage. */
export function backToAddress(state: State, medium: Medium, problem: Problem): Step {
  return atStage(withValidation(state, medium, { step: "address" }), typeOf(medium), problem);
}

/** What a stage was done with counted for it. */
export function count(
  state: State,
  completed: readonly string[],
  shown: string | undefined,
): State {
  return media.reduce((counted, medium) => {
    if (!completed.includes(typeOf(medium)) || counted.validatedAddress[medium] !== null)
      return counted;
    const { checks } = validationOf(counted, medium);
    const address = shown ?? addressOf(counted, medium);
    const check = checks[address];
    const spent =
      check === undefined
        ? counted
        : withValidation(counted, medium, {
            checks: { ...checks, [address]: { ...check, spent: true } },
          });
    return { ...spent, validatedAddress: { ...spent.validatedAddress, [medium]: address } };
  }, state);
}

/** Whether an address counted in this session that is not the one the person gives now. */
export function anotherCounted(state: State): boolean {
  return media.some(
    (medium) =>
      state.validatedAddress[medium] !== null &&
      state.validatedAddress[medium] !== addressOf(state, medium),
  );
}

/** The address as it is shown, empty when none was given. */
export function addressOf({ account }: Pick<State, "account">, medium: Medium): string {
  if (medium === "email") return account?.email ?? "";
  return account?.phone === undefined ? "" : shownPhone(account.phone);
}

function shownPhone({ country, number }: Phone): string {
  return `${country} ${number}`;
}

/** When another message may be asked for; a slip in the first address is corrected without a wait. */
function mayAskAt(validation: ValidationState, address: string): number {
  const { messages, checks, resendAt, limitedUntil } = validation;
  const isCorrection = messages <= 1 && checks[address] === undefined;
  return isCorrection ? limitedUntil : Math.max(resendAt, limitedUntil);
}

function request(state: State, medium: Medium, address: string): Step {
  const validation = validationOf(state, medium);
  const retryAt = mayAskAt(validation, address);
  if (retryAt > state.now) {
    return toAddress(withValidation(state, medium, { address }), medium, {
      code: "limited",
      field: medium,
      retryAt,
    });
  }
  const number = validation.request + 1;
  return [
    withValidation(state, medium, { step: "sending", address, request: number }),
    [{ type: "requestMessage", medium, request: number, address }],
  ];
}

/** Asking for a message is no request to /register: a look may be on its way beside it. */
function mayAsk({ task: doing, cancelling }: State): boolean {
  return !cancelling && (doing.activity === "idle" || doing.activity === "polling");
}

const media = ["email", "phone"] as const;

function typeOf(medium: Medium): string {
  return medium === "email" ? authTypes.emailIdentity : authTypes.msisdn;
}

export function mediumHere({ view: place }: State): Medium | undefined {
  return place.status === "stage" ? mediumOf(place.type) : undefined;
}

export function validationOf({ validations }: State, medium: Medium): ValidationState {
  return validations[medium] ?? nothingAsked;
}

export function withValidation(
  state: State,
  medium: Medium,
  change: Partial<ValidationState>,
): State {
  const validation = { ...validationOf(state, medium), ...change };
  return { ...state, validations: { ...state.validations, [medium]: validation } };
}

export const nothingAsked: ValidationState = {
  step: "address",
  address: "",
  request: 0,
  messages: 0,
  resendAt: 0,
  limitedUntil: 0,
  codeLimitedUntil: 0,
  checks: {},
};
