import type { EventOf, Refusal, Step } from "../event.js";
import type { Problem } from "../problems/problem.js";
import { comesBefore, nameProblem, refusedProblem } from "../problems/problemOf.js";
import { factsOf } from "../session.js";
import type { AfterName, State, UncertainReason } from "../state.js";
import { atAccount, check, failed, hasOwnName, send, uncertain } from "../steps.js";
import type { StateIn } from "./handlers.js";
import { type InFlight, mayFinish, sentAuth } from "./lost.js";
import { restart } from "./proceed.js";

/**
 * Handles a refusal that concerns no field and no stage: the session is gone, whatever the words. A
 * request that may have made the account is asked about first.
 */
export function sessionRefused(state: InFlight, refusal: Refusal): Step {
  const refused = refusedProblem("sessionExpired", refusal);
  return mayFinish(state) && !comesBefore(refusal)
    ? check(state, { lost: sentAuth(state), tries: 0, refused })
    : sessionGone(state, refused);
}

/** Begins again unseen where that costs the user nothing, once; else asks about the name, and tells. */
export function sessionGone(state: InFlight, refused: Problem): Step {
  const { interacted } = factsOf(state);
  const auth = sentAuth(state);
  const isFree = (auth.by === "session" && auth.corrected) || !interacted;
  return isFree && !state.restarted && state.automaticLeft > 0
    ? restart(state)
    : checkName(state, { type: "tell", refused });
}

/** Asks the homeserver whether the username can be had. Without one there is nothing to ask. */
export function checkName(state: State, next: AfterName): Step {
  return hasOwnName(state)
    ? [{ ...state, task: { type: "checkingName", next } }, [{ type: "checkName" }]]
    : afterName(state, next, "unknown");
}

export function onNameChecked(
  state: StateIn<"checkingName">,
  { answer }: EventOf<"nameChecked">,
): Step {
  const { next } = state.task;
  if (state.cancelling)
    return next.type === "doubt" ? doubt(state, "noAnswer") : atAccount(state, []);
  if (typeof answer === "string") return afterName(state, next, answer);
  const problem = nameProblem(answer, state.account);
  if (problem === undefined) return afterName(state, next, "unknown");
  if (next.type === "send") return nameRefused(state, problem);
  const isTaken = problem.code === "usernameTaken";
  if (next.type === "doubt") return doubt(state, isTaken ? "nameTaken" : "noAnswer");
  return dropped(nameRefused(withoutSession(state), problem));
}

function afterName(state: State, next: AfterName, answer: "free" | "unknown"): Step {
  switch (next.type) {
    case "send":
      return send({ ...state, checkedName: state.account?.username ?? null }, next.auth);
    case "doubt":
      return doubt(state, "noAnswer");
    case "tell":
      return tellRefused(state, next.refused, answer);
  }
}

/** A session that was only just begun is not gone: the refusal is about the request. */
function tellRefused(state: State, refused: Problem, name: "free" | "unknown"): Step {
  const isForbidden = refused.detail?.errcode === "M_FORBIDDEN";
  if (!isForbidden || !state.restarted || factsOf(state).interacted) {
    return dropped(atAccount(withoutSession(state), [refused]));
  }
  return name === "unknown" && hasOwnName(state)
    ? dropped(atAccount(withoutSession(state), [aboutName(refused)]))
    : failed(state, { ...refused, code: "forbidden" });
}

/** The same refusal, of the username. */
export function aboutName(refused: Problem): Problem {
  return { ...refused, code: "usernameRefused", field: "username" };
}

/** A refusal of the username. A name that is taken may be the user's own since a lost answer. */
export function nameRefused(state: State, problem: Problem): Step {
  const mayBeOurs =
    problem.code === "usernameTaken" &&
    state.possiblyCreated !== null &&
    state.possiblyCreated === state.account?.username;
  return mayBeOurs ? uncertain(state, "nameTaken") : atAccount(state, [problem]);
}

function doubt(state: State, reason: UncertainReason): Step {
  return dropped(uncertain(withoutSession(state), reason));
}

function withoutSession(state: State): State {
  return { ...state, session: null };
}

function dropped([state, commands]: Step): Step {
  return [state, [...commands, { type: "dropSession" }]];
}
