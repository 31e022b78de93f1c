import type { EventOf, Step } from "../event.js";
import { hasSession } from "../session.js";
import type { Auth, Beginning, State } from "../state.js";
import { acted, atAccount, bySession, send, sendFresh, waitOrPause } from "../steps.js";
import { anotherValidated } from "../validation.js";
import { remaining } from "../waits.js";
import { choosing, everywhere } from "./common.js";
import type { Handlers, StateIn } from "./handlers.js";
import { proceed } from "./proceed.js";

/** The account form. */
export const account: Handlers<"account"> = {
  ...everywhere,
  accountRejected: { idle: showProblems, paused: showProblems, rateLimited: showProblems },
  accountSubmitted: { idle: submit, paused: submit, rateLimited: submitLater },
  tokenChecked: { checkingToken: onTokenChecked },
  flowChosen: { idle: choosing((chosen) => [chosen, []]) },
};

/** Shows the form's own problems. A pause goes on: they do not shorten it. */
function showProblems(state: State, { problems }: EventOf<"accountRejected">): Step {
  return [{ ...state, view: { status: "account", problems } }, []];
}

function submit(state: State, event: EventOf<"accountSubmitted">): Step {
  const { account: submitted, passwordChanged, tokenChanged } = event;
  const begun = acted({
    ...state,
    account: submitted,
    tokenTaken: state.tokenTaken && !tokenChanged,
    restarted: false,
    view: { status: "account", problems: [] },
  });
  const isGuest = submitted.guest || state.settings.kind === "guest";
  const next = isGuest ? "fresh" : beginning(state, begun, passwordChanged);
  const { notBefore, now } = state;
  if (remaining(notBefore, now) > 0) {
    return waitOrPause(begun, { code: "rateLimited", retryAt: notBefore }, beginningAuths[next]);
  }
  return !isGuest && submitted.hasRegistrationToken && tokenChanged
    ? [{ ...begun, task: { type: "checkingToken", next } }, [{ type: "checkToken" }]]
    : begin(begun, next);
}

/** The request that a submission begins with. */
const beginningAuths: Readonly<Record<Beginning, Auth>> = {
  fresh: { by: "none" },
  corrected: { by: "session", corrected: true },
  proceed: bySession,
};

/** Keeps the new answers for the end of the pause. A changed password begins a new session. */
function submitLater(
  state: StateIn<"rateLimited">,
  { account: submitted, passwordChanged }: EventOf<"accountSubmitted">,
): Step {
  const again = passwordChanged ? ({ by: "none" } as const) : state.task.again;
  return [{ ...state, account: submitted, task: { ...state.task, again } }, []];
}

/** Chooses between a new session and the one in use. */
function beginning(before: State, begun: State, passwordChanged: boolean): Beginning {
  const sameSession =
    hasSession(before) &&
    !passwordChanged &&
    before.account?.guest === begun.account?.guest &&
    before.challenge !== null &&
    // An address that was validated cannot be taken back in its session.
    !anotherValidated(begun);
  if (!sameSession) return "fresh";
  return before.account?.username === begun.account?.username ? "proceed" : "corrected";
}

function begin(state: State, how: Beginning): Step {
  switch (how) {
    case "fresh":
      return sendFresh(state);
    case "corrected":
      return send(state, beginningAuths.corrected);
    case "proceed":
      return proceed(state);
  }
}

function onTokenChecked(state: StateIn<"checkingToken">, { valid }: EventOf<"tokenChecked">): Step {
  if (state.cancelling) return atAccount(state, []);
  return valid === false
    ? atAccount(state, [
        {
          code: state.tokenTaken ? "registrationTokenSpent" : "registrationTokenRefused",
          field: "registrationToken",
        },
      ])
    : begin(state, state.task.next);
}
