import type { Step } from "../event.js";
import { hasSession } from "../session.js";
import type { State } from "../state.js";
import {
  atAccount,
  bySession,
  check,
  checkWaits,
  uncertain as doubt,
  startOver,
  stay,
} from "../steps.js";
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

/** Checks once: the user asked for it, and is told at once. */
function checkOnce(state: State): Step {
  return hasSession(state)
    ? check(state, { lost: bySession, tries: checkWaits.length - 1 })
    : stay(state);
}

/** Begins anew. The secrets that prove the check of an address are gone. */
function forgetChecks(state: State): Step {
  return startOver({ ...state, validations: { email: null, phone: null } });
}
