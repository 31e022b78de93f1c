import type { EventOf, Step } from "../event.js";
import { schedulePoll } from "../polling.js";
import type { Problem } from "../problems/problem.js";
import { messageProblem } from "../problems/problemOf.js";
import type { Medium, State } from "../state.js";
import { atStage, stay, withProblem } from "../steps.js";
import {
  addressOf,
  mediumHere,
  validatingStage,
  validationOf,
  waitToAsk,
  withValidation,
} from "../validation.js";

/** Waits in ms before another message can be asked for, by number of messages. */
const coolDowns = [30_000, 60_000, 120_000];

/**
 * Shows a stage that validates an address. For an address from the account form the message is asked
 * for automatically, once.
 */
export function atValidation(state: State, type: string, medium: Medium): Step {
  const [at] = atStage(state, type, null);
  const address = addressOf(state, medium);
  const { step, address: asked, checks } = validationOf(state, medium);
  if (address === "") return [withValidation(at, medium, { step: "address" }), []];
  // The message was asked for, and its answer is still to come.
  if (step === "sending" && asked === address) return [at, []];
  const check = checks[address];
  if (check === undefined) {
    return state.automaticLeft > 0
      ? requestMessage({ ...at, automaticLeft: at.automaticLeft - 1 }, medium, address)
      : toAddress(at, medium, null);
  }
  // A homeserver accepts each validation once: this session needs a new one.
  if (check.spent) return toAddress(at, medium, { code: "validationSpent", field: medium });
  return schedulePoll(withValidation(at, medium, { step: "sent", address }), "ifSeen");
}

/** A homeserver sent a message. Only the answer to the newest request moves the stage. */
export function messageSent(state: State, event: EventOf<"messageSent">): Step {
  const { medium, reply } = event;
  const { request: newest, step, address, messages, checks } = validationOf(state, medium);
  if (event.request > newest) return stay(state);
  const coolDown = coolDowns[Math.min(messages + 1, coolDowns.length) - 1] ?? 0;
  const counted = withValidation(state, medium, {
    messages: messages + 1,
    resendAt: state.now + coolDown,
  });
  // The user went on to another address since: only the cool-down counts.
  if (event.request !== newest || step !== "sending") return [counted, []];
  const check = { sentAt: state.now, reply, spent: false };
  const sent = withValidation(counted, medium, {
    step: "sent",
    checks: { ...checks, [address]: check },
  });
  if (mediumHere(sent) !== medium || sent.view.status !== "stage") return [sent, []];
  return schedulePoll({ ...sent, view: { ...sent.view, problem: null, polls: 0 } }, "later");
}

/** A message was not sent, or may not have been. */
export function messageRefused(state: State, event: EventOf<"messageRefused">): Step {
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

/** Asks for another address, in the stage. */
export function toAddress(state: State, medium: Medium, problem: Problem | null): Step {
  return [
    withProblem(withValidation(state, medium, { step: "address" }), problem),
    // A poll in flight may still find that the stage was done.
    state.task.type === "polling" ? [] : [{ type: "stopWaiting" }],
  ];
}

/** Asks for another address in its stage, since a refusal is about the address. */
export function backToAddress(state: State, medium: Medium, problem: Problem): Step {
  return atStage(
    withValidation(state, medium, { step: "address" }),
    validatingStage(medium),
    problem,
  );
}

/** Asks for a message to the address, or says how long the user has to wait. */
export function requestMessage(state: State, medium: Medium, address: string): Step {
  const validation = validationOf(state, medium);
  const ms = waitToAsk(validation, address, state.now);
  if (ms > 0) {
    return toAddress(withValidation(state, medium, { address }), medium, {
      code: "rateLimited",
      field: medium,
      retryAt: state.now + ms,
    });
  }
  const number = validation.request + 1;
  return [
    withValidation(state, medium, { step: "sending", address, request: number }),
    [{ type: "requestMessage", medium, request: number, address }],
  ];
}

/** Sends the code of a text message. */
export function sendCode(state: State): Step {
  return [
    { ...withProblem(state, null), task: { type: "sendingCode" } },
    [{ type: "stopWaiting" }, { type: "submitCode" }],
  ];
}
