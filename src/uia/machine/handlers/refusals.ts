import { authTypes } from "../../../protocol/wire/authTypes.js";
import type { EventOf, Refusal, Step } from "../event.js";
import type { Problem } from "../problems/problem.js";
import {
  comesBefore,
  fieldProblem,
  isOfAddress,
  type LimitProblem,
  limitProblem,
  refusedProblem,
  type Verdict,
  verdictOf,
} from "../problems/problemOf.js";
import { isInDoubt } from "../session.js";
import type { State } from "../state.js";
import {
  checkWaits,
  doneWithoutAccount,
  failed,
  paused,
  uncertain,
  waitOrPause,
} from "../steps.js";
import { firstRefused } from "./firstRefused.js";
import { afterCancel, type InFlight, lost, sentAuth, withDoubt } from "./lost.js";
import { onPolled } from "./proceed.js";
import { checkName, nameRefused, sessionGone, sessionRefused } from "./sessionRefused.js";
import { stageRefused } from "./stageRefused.js";
import { backToAddress } from "./validating.js";

/** Any readable answer but a 200 and a 401 with flows. */
export function onRefused(before: InFlight, { refusal }: EventOf<"refused">): Step {
  const state = withDoubt(before, refusal);
  const verdict = verdictOf(refusal);
  if (verdict === "pendingApproval") return doneWithoutAccount(state, "pendingApproval");
  if (verdict === "rateLimited") {
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
export function onRefusedAfterCancel(before: InFlight, { refusal }: EventOf<"refused">): Step {
  const state = withDoubt(before, refusal);
  const verdict = verdictOf(refusal);
  if (verdict === "pendingApproval") return doneWithoutAccount(state, "pendingApproval");
  if (verdict === "rateLimited") {
    const limitsInARow = state.limitsInARow + 1;
    const { retryAt } = limitProblem(refusal, limitsInARow, state.now);
    return afterCancel({ ...state, limitsInARow, notBefore: retryAt }, false);
  }
  const mayBeMade = refusal.status >= 500 || (verdict === "refused" && !comesBefore(refusal));
  return afterCancel({ ...state, limitsInARow: 0 }, mayBeMade);
}

/** By verdict, the handler of a refusal. A guest has no session. */
const byVerdict: Readonly<
  Record<
    Exclude<Verdict, "pendingApproval" | "rateLimited">,
    (state: InFlight, refusal: Refusal) => Step
  >
> = {
  full: (state, refusal) => {
    const code = refusal.errcode === "M_USER_LIMIT_EXCEEDED" ? "userLimit" : "homeserverFull";
    return failed(state, refusedProblem(code, refusal));
  },
  notLetThrough,
  otherAccount: (state) => uncertain(state, "otherAccount"),
  tokenRejected: (state, refusal) =>
    // Without a guest account none was sent.
    state.settings.lockedUsername !== undefined
      ? failed(state, refusedProblem("tokenRejected", refusal))
      : byVerdict.unauthorised(state, refusal),
  unauthorised: (state, refusal) => {
    const auth = sentAuth(state);
    return auth.by === "stage" && auth.type !== authTypes.dummy
      ? stageRefused(state, auth.type, refusal)
      : byVerdict.refused(state, refusal);
  },
  refused: (state, refusal) =>
    // An address is refused, and the form has none. The account was not made.
    isOfAddress(refusal)
      ? failed(state, refusedProblem("refused", refusal))
      : sentAuth(state).by === "none"
        ? firstRefused(state, refusal)
        : sessionRefused(state, refusal),
  failed: (state, refusal) => lost(state, refusedProblem("serverFailed", refusal)),
};

/** A homeserver that fails is asked at once. What refuses or limits is met by the same request later. */
function notLetThrough(state: InFlight, refusal: Refusal): Step {
  const problem = refusedProblem("notLetThrough", refusal);
  const { task } = state;
  if (refusal.status >= 500 || task.type === "checking") return lost(state, problem);
  return task.type === "polling"
    ? onPolled(state, task.next, problem)
    : paused(state, problem, task.auth);
}

/** A refusal while the account may exist. It cannot say that there is none, but the name may. */
function refusedInDoubt(
  state: InFlight,
  refusal: Refusal,
  verdict: Verdict,
  atField: Problem | undefined,
): Step {
  if (verdict === "otherAccount") return uncertain(state, "otherAccount");
  if (atField?.code === "usernameTaken") return uncertain(state, "nameTaken");
  if (verdict === "failed" || verdict === "notLetThrough")
    return byVerdict[verdict](state, refusal);
  if (atField !== undefined || (verdict !== "refused" && verdict !== "unauthorised")) {
    return uncertain(state, "noAnswer");
  }
  const { task } = state;
  return task.type === "checking" && task.refused !== undefined
    ? sessionGone({ ...state, possiblyCreated: state.account?.username ?? "" }, task.refused)
    : checkName(state, { type: "doubt" });
}

/** A refusal that is about one field. An address that has a stage is asked for there. */
function fieldRefused(state: InFlight, problem: Problem): Step {
  const { field } = problem;
  if ((field === "email" || field === "phone") && state.validations[field] !== null) {
    return backToAddress(state, field, problem);
  }
  const needsUsername = state.needsUsername || problem.code === "usernameMissing";
  return nameRefused({ ...state, needsUsername }, problem);
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
      return waitOrPause(counted, problem, task.auth);
  }
}
