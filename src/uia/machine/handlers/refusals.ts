import type { EventOf, Refusal, Step } from "../event.js";
import type { Problem } from "../problem.js";
import {
  fieldProblem,
  type LimitProblem,
  limitProblem,
  refusedProblem,
  type Verdict,
  verdictOf,
} from "../problemOf.js";
import { factsOf, isInDoubt } from "../session.js";
import type { Auth, State } from "../state.js";
import { atAccount, checkWaits, doneWithoutAccount, failed, paused, uncertain } from "../steps.js";

import { afterCancel, type InFlight, isGuest, lost, sentAuth } from "./lost.js";
import { onPolled, restart } from "./proceed.js";
import { stageRefused } from "./stageRefused.js";
import { backToAddress } from "./validating.js";

/** Any readable answer but a 200 and a 401 with flows. */
export function onRefused(state: InFlight, { refusal }: EventOf<"refused">): Step {
  const verdict = verdictOf(refusal);
  if (verdict === "pendingApproval") return doneWithoutAccount(state, "pendingApproval");
  if (verdict === "limited") {
    return limited(state, limitProblem(refusal, state.limitsInARow + 1, state.now));
  }
  const counted: InFlight = { ...state, limitsInARow: 0 };
  const atField = fieldProblem(refusal, state.account);
  if (isInDoubt(state)) return refusedInDoubt(counted, refusal, verdict, atField);
  return atField === undefined
    ? byVerdict[verdict](counted, refusal)
    : fieldRefused(counted, atField);
}

/** The same once the user has cancelled. */
export function onRefusedAfterCancel(state: InFlight, { refusal }: EventOf<"refused">): Step {
  const verdict = verdictOf(refusal);
  if (verdict === "pendingApproval") return doneWithoutAccount(state, "pendingApproval");
  if (verdict === "limited") {
    const limitsInARow = state.limitsInARow + 1;
    const { retryAt } = limitProblem(refusal, limitsInARow, state.now);
    return afterCancel({ ...state, limitsInARow, notBefore: retryAt }, false);
  }
  return afterCancel({ ...state, limitsInARow: 0 }, verdict === "unknown");
}

const byVerdict: Readonly<
  Record<
    Exclude<Verdict, "pendingApproval" | "limited">,
    (state: InFlight, refusal: Refusal) => Step
  >
> = {
  full: (state, refusal) => {
    const code = refusal.errcode === "M_USER_LIMIT_EXCEEDED" ? "userLimit" : "homeserverFull";
    return failed(state, refusedProblem(code, refusal));
  },
  sessionLost,
  otherAccount: (state) => uncertain(state, "otherAccount"),
  tokenRejected: (state, refusal) => failed(state, refusedProblem("tokenRejected", refusal)),
  stageRefused: (state, refusal) => {
    const auth = sentAuth(state);
    return auth.by === "stage"
      ? stageRefused(state, auth.type, refusal)
      : failed(state, refusedProblem("refused", refusal));
  },
  forbidden,
  badRequest: (state, refusal) => failed(state, refusedProblem("refused", refusal)),
  unknown: unknownRefusal,
};

/** A refusal while the account may exist. It cannot say that there is none. */
function refusedInDoubt(
  state: InFlight,
  refusal: Refusal,
  verdict: Verdict,
  atField: Problem | undefined,
): Step {
  if (verdict === "otherAccount") return uncertain(state, "otherAccount");
  if (atField?.code === "usernameTaken") return uncertain(state, "nameTaken");
  if (refusal.status >= 500) return lost(state, refusedProblem("serverFailed", refusal));
  return uncertain(verdict === "sessionLost" ? { ...state, session: null } : state, "noAnswer");
}

/** A refusal that is about one field. An address that has a stage is asked for there. */
function fieldRefused(state: InFlight, problem: Problem): Step {
  const { field } = problem;
  if ((field === "email" || field === "phone") && state.validations[field] !== null) {
    return backToAddress(state, field, problem);
  }
  const mayBeOurs =
    problem.code === "usernameTaken" &&
    state.possiblyCreated !== null &&
    state.possiblyCreated === state.account?.username;
  return mayBeOurs ? uncertain(state, "nameTaken") : atAccount(state, [problem]);
}

function limited(state: InFlight, problem: LimitProblem): Step {
  const { task, limitsInARow } = state;
  const counted: State = {
    ...state,
    limitsInARow: limitsInARow + 1,
    notBefore: problem.retryAt,
  };
  switch (task.type) {
    case "checking": {
      const tries = task.tries + 1;
      return tries >= checkWaits.length
        ? uncertain(counted, "noAnswer")
        : [
            { ...counted, task: { type: "awaitingCheck", lost: task.lost, tries } },
            [{ type: "wait", ms: problem.retryAt - state.now }],
          ];
    }
    case "polling":
      return onPolled(counted, task.next, problem);
    case "registering":
      return paused(counted, problem, task.auth);
  }
}

/** The homeserver forgot the session: begun again unseen where that costs the user nothing. */
function sessionLost(state: InFlight, refusal: Refusal): Step {
  const corrected = isCorrected(sentAuth(state));
  const { interacted } = factsOf(state);
  if ((corrected || !interacted) && !state.restarted && state.automaticLeft > 0) {
    return restart(state);
  }
  const [next, commands] = atAccount({ ...state, session: null }, [
    refusedProblem("sessionExpired", refusal),
  ]);
  return [next, [...commands, { type: "dropSession" }]];
}

function isCorrected(auth: Auth): boolean {
  return auth.by === "session" && auth.corrected;
}

function forbidden(state: InFlight, refusal: Refusal): Step {
  if (isGuest(state)) return atAccount(state, [refusedProblem("guestsRefused", refusal)]);
  const code = sentAuth(state).by === "none" ? "closed" : "forbidden";
  return failed(state, refusedProblem(code, refusal));
}

/** An error that says nothing sure about the account. */
function unknownRefusal(state: InFlight, refusal: Refusal): Step {
  const { status } = refusal;
  if (status === 403 && isGuest(state)) return forbidden(state, refusal);
  const auth = sentAuth(state);
  const clientError = status >= 400 && status < 500;
  if (isCorrected(auth) && clientError && !state.restarted) return restart(state);
  if (auth.by === "none" && clientError) {
    // The first request of a session never makes an account, and a 4xx will not change by itself.
    if (status === 403) return failed(state, refusedProblem("closed", refusal));
    const absent = status === 404 || status === 405;
    return failed(state, refusedProblem(absent ? "unsupportedByServer" : "refused", refusal));
  }
  return lost(state, refusedProblem("serverFailed", refusal));
}
