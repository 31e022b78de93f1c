import type { Step } from "../event.js";
import { hasSession } from "../session.js";
import type { State, ValidationState } from "../state.js";
import {
  atAccount,
  bySession,
  check,
  checkWaits,
  uncertain as doubt,
  paused,
  startOver,
  stay,
} from "../steps.js";
import { remaining } from "../waits.js";
import { learn } from "./answers.js";
import { everywhere } from "./common.js";
import type { Handlers } from "./handlers.js";

/** The account may exist. */
export const uncertain: Handlers<"uncertain"> = {
  ...everywhere,
  challenged: {
    // The homeserver still asks, so it has not made the account. The user decides to go on.
    checking: (state, event) => atAccount(learn(state, event), [{ code: "notReceived" }]),
    cancelling: (state, event) => doubt(learn(state, event), "noAnswer"),
  },
  checkedAgain: { idle: checkOnce },
  answerChanged: { idle: startOver },
};

/** The registration has ended with an account, or waits for approval. */
export const done: Handlers<"done"> = {
  handover: (state, { handover }) => [{ ...state, view: { ...state.view, handover } }, []],
};

/** Nothing more can be done in this registration. */
export const failed: Handlers<"failed"> = {
  startedAgain: { idle: forgetChecks },
};

/** Checks once: the user asked for it, and is told at once. A limit of the homeserver is kept to. */
function checkOnce(state: State): Step {
  const { notBefore, now } = state;
  if (!hasSession(state)) return stay(state);
  return remaining(notBefore, now) > 0
    ? paused(state, { code: "rateLimited", retryAt: notBefore }, "check")
    : check(state, { lost: bySession, tries: checkWaits.length - 1 });
}

/**
 * Begins anew. The secrets that prove the check of an address are gone. Requests are numbered on, so
 * that a late answer is not taken for one to the next request.
 */
function forgetChecks(state: State): Step {
  const { email, phone } = state.validations;
  return startOver({
    ...state,
    validations: { email: withoutChecks(email), phone: withoutChecks(phone) },
  });
}

function withoutChecks(validation: ValidationState | null): ValidationState | null {
  return validation && { ...validation, step: "address", address: "", messages: 0, checks: {} };
}
