import { accountFields, isRegistrationToken, mediumOf } from "./flows.js";
import type { Secrets } from "./requestBody.js";
import type { AnsweredStage, Event, State } from "./state.js";
import type { AccountInput, Phone, StageAnswer, StageInput } from "./types.js";

/** What the person answered a stage with: a fact without secrets, and the secrets. */
export function stageAnswer(
  type: string,
  input: StageInput,
  now: number,
): { readonly event: Event; readonly secrets: Partial<Secrets> } {
  if (isAcceptance(input)) {
    return { event: submitted(input.acceptedPolicies, false), secrets: { stageInput: {} } };
  }
  const { address, phone, code, token } = input as Readonly<Record<string, unknown>>;
  if (mediumOf(type) !== undefined) {
    if (typeof address === "string") {
      return { event: { type: "addressGiven", address, now }, secrets: {} };
    }
    if (phone !== undefined) {
      return { event: { type: "addressGiven", address: phone as Phone, now }, secrets: {} };
    }
    if (typeof code === "string") return { event: { type: "codeGiven" }, secrets: { code } };
  }
  if (isRegistrationToken(type) && typeof token === "string") {
    return {
      event: submitted(undefined, true),
      secrets: { registrationToken: token, checkedToken: token },
    };
  }
  const look = Object.keys(input).length === 0;
  return { event: submitted(undefined, false, look), secrets: { stageInput: input } };
}

/** Of the account form's answers those to what the homeserver asks: facts, and the answers. */
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
  look = false,
): Event {
  return { type: "stageSubmitted", acceptedPolicies, registrationToken, look };
}

function isAcceptance(
  input: StageInput,
): input is Extract<StageInput, { acceptedPolicies: unknown }> {
  return Array.isArray((input as { acceptedPolicies?: unknown }).acceptedPolicies);
}
