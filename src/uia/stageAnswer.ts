import { isRegistrationToken, mediumOf } from "./flows.js";
import type { Secrets } from "./requestBody.js";
import type { Event } from "./state.js";
import type { Phone, StageInput } from "./types.js";

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
