import { authTypes } from "../../protocol/wire/authTypes.js";
import { missingStages, policiesOf, supportedFlows } from "./flows.js";
import type { Challenge, State } from "./state.js";

/** What the flows on offer mean before the person has typed anything. */
export function openDoor(state: State, challenge: Challenge): State {
  const { settings } = state;
  const fail = (place: State["view"]): State => ({ ...state, view: place });
  if (challenge.flows.length === 0) return fail({ status: "failed", problem: { code: "closed" } });
  const usable = supportedFlows(challenge.flows, settings);
  if (usable.length === 0) {
    const stages = missingStages(challenge.flows, settings);
    return fail({ status: "failed", problem: { code: "noSupportedFlow", stages } });
  }
  const named = Object.hasOwn(challenge.params, authTypes.terms);
  const inAll = usable.every((flow) => flow.includes(authTypes.terms));
  if (named && inAll && policiesOf(challenge, settings) === undefined) {
    return fail({ status: "failed", problem: { code: "policiesMalformed" } });
  }
  return state;
}
