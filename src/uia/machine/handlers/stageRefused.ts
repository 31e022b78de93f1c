import { authTypes } from "../../../protocol/wire/authTypes.js";
import type { Refusal, Step } from "../event.js";
import { isRegistrationToken } from "../form/fields.js";
import { refusedProblem } from "../problems/problemOf.js";
import type { State } from "../state.js";
import { atAccount, atStage, failed } from "../steps.js";
import { atPolledStage } from "./proceed.js";

/** Whether a stage takes one request, so that an answer that does not complete it refuses it. */
export function isOneRequest(type: string): boolean {
  return Object.values<string>(authTypes).includes(type);
}

/** The homeserver refused the answer to a stage. */
export function stageRefused(state: State, type: string, refusal: Refusal | undefined): Step {
  if (isRegistrationToken(type) && state.account !== null) {
    const code = state.tokenTaken ? "registrationTokenSpent" : "registrationTokenRefused";
    const problem = refusedProblem(code, refusal, {
      field: "registrationToken",
      stages: [type],
    });
    const account = { ...state.account, hasRegistrationToken: false };
    const next = { ...state, account };
    return state.view.status === "stage" && state.view.type === type
      ? atStage(next, type, problem)
      : atAccount(next, [problem]);
  }
  const { account } = state;
  if (account?.answeredStages.some((answered) => answered.type === type) === true) {
    const answeredStages = account.answeredStages.filter((answered) => answered.type !== type);
    const next = { ...state, account: { ...account, answeredStages } };
    return atAccount(next, [
      refusedProblem("stageRefused", refusal, { field: "stages", stages: [type] }),
    ]);
  }
  if (refusal === undefined && !isOneRequest(type)) {
    // A stage of several requests goes on.
    return atPolledStage(state, type, null);
  }
  if (type === authTypes.dummy) {
    const code = refusal === undefined ? "noProgress" : "stageRefused";
    return failed(state, refusedProblem(code, refusal, { stages: [type] }));
  }
  const code = type === authTypes.recaptcha ? "captchaRefused" : "stageRefused";
  // The homeserver may have left out what it takes to do the stage here.
  return atPolledStage(state, type, refusedProblem(code, refusal, { stages: [type] }));
}
