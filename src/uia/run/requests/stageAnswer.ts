import { readRegistrationToken } from "../../../protocol/guards/registrationToken.js";
import type { Event } from "../../machine/event.js";
import { accountFields, isRegistrationToken, mediumOf } from "../../machine/form/fields.js";
import type { AnsweredStage, State } from "../../machine/state.js";
import type { AccountInput, Phone, StageAnswer, StageInput } from "../../machine/types.js";
import type { Secrets } from "./requestBody.js";

/** Splits the answer to a stage into a fact without secrets and the new secrets. */
export function stageAnswer(
  type: string,
  input: StageInput,
  before: Secrets,
): { readonly event: Event; readonly secrets: Secrets } {
  const stageAnswers = new Map(before.stageAnswers);
  stageAnswers.delete(type);
  const secrets = { ...before, stageAnswers };
  if (isAcceptance(input)) return { event: submitted(input.acceptedPolicies, false), secrets };
  const { address, phone, code, token } = input as Readonly<Record<string, unknown>>;
  if (mediumOf(type) !== undefined) {
    if (typeof address === "string") {
      return { event: { type: "addressGiven", address }, secrets };
    }
    if (phone !== undefined) {
      return { event: { type: "addressGiven", address: phone as Phone }, secrets };
    }
    if (typeof code === "string")
      return { event: { type: "codeGiven" }, secrets: { ...secrets, code } };
  }
  if (isRegistrationToken(type) && typeof token === "string") {
    const registrationToken = readRegistrationToken(token);
    return {
      event: submitted(undefined, true),
      secrets: { ...secrets, registrationToken, checkedToken: registrationToken },
    };
  }
  stageAnswers.set(type, input as StageAnswer);
  return { event: submitted(undefined, false), secrets };
}

/** Picks from the account form the answers to the stages that the homeserver asks for. */
export function answeredStages(
  { stages = {} }: AccountInput,
  state: State,
): {
  readonly stages: readonly AnsweredStage[];
  readonly answers: ReadonlyMap<string, StageAnswer>;
} {
  const asked = accountFields(state).stages.filter(({ type }) => Object.hasOwn(stages, type));
  return {
    stages: asked.map(({ type, params }) => ({ type, asked: JSON.stringify(params) })),
    answers: new Map(asked.map(({ type }) => [type, stages[type] ?? {}])),
  };
}

function submitted(
  acceptedPolicies: Extract<Event, { type: "stageSubmitted" }>["acceptedPolicies"],
  registrationToken: boolean,
): Event {
  return { type: "stageSubmitted", acceptedPolicies, registrationToken };
}

function isAcceptance(
  input: StageInput,
): input is Extract<StageInput, { acceptedPolicies: unknown }> {
  return Array.isArray((input as { acceptedPolicies?: unknown }).acceptedPolicies);
}
