import { proceed } from "./onChallenge.js";
import type { Event, State, Step } from "./state.js";
import { acted, atAccount, send, sendFresh, stay } from "./steps.js";
import { anotherCounted } from "./validation.js";

/** Whether the account form takes what is typed now. */
export function mayEdit({ view: place, task: doing }: State): boolean {
  return place.status === "account" && (doing.activity === "idle" || doing.activity === "paused");
}

export function onAccountSubmitted(
  state: State,
  event: Extract<Event, { type: "accountSubmitted" }>,
): Step {
  if (!mayEdit(state)) return stay(state);
  const { account } = event;
  const { task: doing } = state;
  if (doing.activity === "paused" && (doing.problem.retryAt ?? 0) > state.now) {
    // A changed password always starts a new session.
    const again = event.passwordChanged ? ({ by: "none" } as const) : doing.again;
    return [{ ...state, account, task: { ...doing, again } }, []];
  }
  const previous = state.account;
  const begun = acted({
    ...state,
    account,
    restarted: false,
    view: { status: "account", problems: [] },
  });
  const sameSession =
    state.hasSession &&
    !event.passwordChanged &&
    previous?.guest === account.guest &&
    state.challenge !== null &&
    // An address that counted cannot be taken back in its session.
    !anotherCounted(begun);
  if (account.guest || state.settings.kind === "guest") return sendFresh(begun);
  const corrected = previous?.username !== account.username;
  const next = !sameSession ? "fresh" : corrected ? "corrected" : "proceed";
  if (account.hasRegistrationToken && event.tokenChanged) {
    return [
      { ...begun, task: { activity: "sending", what: "tokenValidity", next } },
      [{ type: "checkToken" }],
    ];
  }
  return begin(begun, next);
}

/** The account form goes to the homeserver: in the session it has, where that can go on. */
function begin(state: State, how: "fresh" | "corrected" | "proceed"): Step {
  switch (how) {
    case "fresh":
      return sendFresh(state);
    case "corrected":
      return send(state, { by: "session", corrected: true });
    case "proceed":
      return proceed(state);
  }
}

export function onTokenChecked(state: State, valid: boolean | "unknown"): Step {
  const { task: doing } = state;
  if (doing.activity !== "sending" || doing.what !== "tokenValidity") return stay(state);
  if (state.cancelling) return atAccount(state, []);
  if (valid === false) {
    return atAccount(state, [{ code: "registrationTokenRefused", field: "registrationToken" }]);
  }
  return begin(state, doing.next);
}
