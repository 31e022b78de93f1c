import { onPolled, restart, stageRefused } from "./onChallenge.js";
import type { Problem } from "./problem.js";
import {
  fieldProblem,
  type LimitProblem,
  limitProblem,
  refusedProblem,
  verdictOf,
} from "./problemOf.js";
import type { Auth, Event, Refusal, State, Step } from "./state.js";
import { atAccount, checkWaits, doneWithoutAccount, failed, paused, uncertain } from "./steps.js";
import { backToAddress } from "./validation.js";

/** Any readable answer but a 200 and a 401 with flows. */
export function onRefused(state: State, event: Extract<Event, { type: "refused" }>): Step {
  const { refusal } = event;
  const checking = state.task.activity === "checking";
  const auth = sentAuth(state);
  const verdict = verdictOf(refusal);
  if (verdict === "pendingApproval") return doneWithoutAccount(state, "pendingApproval");
  if (verdict === "limited") {
    return limited(state, limitProblem(refusal, state.limitsInARow + 1, state.now));
  }
  const counted: State = { ...state, limitsInARow: 0 };
  if (counted.cancelling) return afterCancel(counted, verdict === "unknown");

  const atField = fieldProblem(refusal, counted.account);
  const medium =
    atField?.field === "email" || atField?.field === "phone" ? atField.field : undefined;
  if (atField !== undefined && medium !== undefined && counted.validations[medium] !== null) {
    // The address was given in a stage, or counted for one: another one is asked for there.
    return backToAddress(counted, medium, atField);
  }
  if (atField !== undefined) {
    const mayBeOurs =
      atField.code === "usernameTaken" &&
      (checking ||
        (counted.possiblyCreated !== null &&
          counted.possiblyCreated === counted.account?.username));
    return mayBeOurs ? uncertain(counted, "nameTaken") : atAccount(counted, [atField]);
  }
  switch (verdict) {
    case "full": {
      const code = refusal.errcode === "M_USER_LIMIT_EXCEEDED" ? "userLimit" : "homeserverFull";
      return failed(counted, refusedProblem(code, refusal));
    }
    case "sessionLost":
      return sessionLost(counted, auth, refusal);
    case "otherAccount":
      return uncertain(counted, "otherAccount");
    case "tokenRejected":
      return failed(counted, refusedProblem("tokenRejected", refusal));
    case "stageRefused":
      return auth.by === "stage"
        ? stageRefused(counted, auth.type, refusal)
        : failed(counted, refusedProblem("refused", refusal));
    case "forbidden":
      return forbidden(counted, auth, refusal);
    case "badRequest":
      return failed(counted, refusedProblem("refused", refusal));
    case "unknown":
      return unknownRefusal(counted, auth, refusal);
  }
}

/** No answer, or one that cannot be read: the account may have been made all the same. */
export function onUnanswered(
  state: State,
  reason: Extract<Event, { type: "unanswered" }>["reason"],
): Step {
  if (reason === "malformed") {
    // A 401 that cannot be read: nothing was made.
    return failed(state, { code: "malformedAnswer" });
  }
  return lost(state, { code: reason });
}

/** Nothing was sent, because there is no connection. */
export function onOffline(state: State): Step {
  if (state.task.activity === "polling") {
    if (state.cancelling) return atAccount(state, []);
    return onPolled(withoutLook(state), state.task.next, { code: "offline" });
  }
  const again = state.task.activity === "checking" ? "check" : sentAuth(state);
  return paused(state, { code: "offline" }, again);
}

/** It was not taken, so it does not count. */
function withoutLook(state: State): State {
  const { view: place, polls: looks } = state;
  if (place.status !== "stage") return state;
  return {
    ...state,
    polls: { ...looks, times: looks.times.slice(0, -1) },
    view: { ...place, polls: place.polls - 1, isOffline: true },
  };
}

function sentAuth({ task: doing }: State): Auth {
  if (doing.activity === "polling") return doing.auth;
  return doing.activity === "sending" && doing.what === "register"
    ? doing.auth
    : { by: "session", corrected: false };
}

function isGuest({ account, settings }: State): boolean {
  return account?.guest === true || settings.kind === "guest";
}

function limited(state: State, problem: LimitProblem): Step {
  const counted: State = { ...state, limitsInARow: state.limitsInARow + 1 };
  if (state.cancelling) return afterCancel(counted, false);
  if (state.task.activity === "checking") {
    const tries = state.task.tries + 1;
    if (tries >= checkWaits.length) return uncertain(counted, "noAnswer");
    return [
      { ...counted, task: { ...state.task, tries, asking: false } },
      [{ type: "wait", ms: problem.retryAt - state.now }],
    ];
  }
  if (state.task.activity === "polling") {
    const looks = { ...state.polls, notBefore: problem.retryAt };
    return onPolled({ ...counted, polls: looks }, state.task.next, problem);
  }
  return paused(counted, problem, sentAuth(state));
}

/** The homeserver forgot the session: begun again unseen if that costs the person nothing. */
function sessionLost(state: State, auth: Auth, refusal: Refusal): Step {
  if (state.task.activity === "checking") {
    return uncertain({ ...state, hasSession: false }, "noAnswer");
  }
  const corrected = auth.by === "session" && auth.corrected;
  if ((corrected || !state.interacted) && !state.restarted && state.automaticLeft > 0) {
    return restart(state);
  }
  const [next, commands] = atAccount({ ...state, hasSession: false, interacted: false }, [
    refusedProblem("sessionExpired", refusal),
  ]);
  return [next, [...commands, { type: "dropSession" }]];
}

function forbidden(state: State, auth: Auth, refusal: Refusal): Step {
  if (isGuest(state)) return atAccount(state, [refusedProblem("guestsRefused", refusal)]);
  return failed(state, refusedProblem(auth.by === "none" ? "closed" : "forbidden", refusal));
}

/** An error that says nothing sure about the account. */
function unknownRefusal(state: State, auth: Auth, refusal: Refusal): Step {
  const { status } = refusal;
  if (status === 403 && isGuest(state)) return forbidden(state, auth, refusal);
  const clientError = status >= 400 && status < 500;
  if (auth.by === "session" && auth.corrected && clientError && !state.restarted) {
    return restart(state);
  }
  if (auth.by === "none" && clientError) {
    // The first request of a session never makes an account, and a 4xx will not change by itself.
    if (status === 403) return failed(state, refusedProblem("closed", refusal));
    const absent = status === 404 || status === 405;
    return failed(state, refusedProblem(absent ? "unsupportedByServer" : "refused", refusal));
  }
  return lost(state, refusedProblem("serverFailed", refusal));
}

/** The account may have been made: the homeserver is asked, where there is a session to ask with. */
function lost(state: State, problem: Problem): Step {
  if (isGuest(state)) return atAccount(state, [{ ...problem, code: "guestAnswerLost" }]);
  const doubted: State = { ...state, possiblyCreated: state.account?.username ?? "" };
  if (state.task.activity === "polling" && !state.cancelling) {
    // The next look asks for the same, and learns what became of this one.
    return onPolled(doubted, state.task.next, problem);
  }
  if (state.task.activity === "checking") {
    const tries = state.task.tries + 1;
    const ms = checkWaits[tries];
    if (ms === undefined || state.cancelling) return uncertain(doubted, "noAnswer");
    return [{ ...doubted, task: { ...state.task, tries, asking: false } }, [{ type: "wait", ms }]];
  }
  const auth = sentAuth(state);
  if (!state.hasSession) {
    return state.cancelling ? atAccount(doubted, []) : paused(doubted, problem, auth);
  }
  if (state.cancelling) return uncertain(doubted, "noAnswer");
  return [
    { ...doubted, task: { activity: "checking", lost: auth, tries: 0, asking: false } },
    [{ type: "wait", ms: checkWaits[0] }],
  ];
}

/** The end of a cancelled request is known: back to the form, or to the doubt. */
function afterCancel(state: State, mayBeMade: boolean): Step {
  return (mayBeMade && state.hasSession) || state.task.activity === "checking"
    ? uncertain(state, "noAnswer")
    : atAccount(state, []);
}
