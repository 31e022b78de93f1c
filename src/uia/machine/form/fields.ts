import { decodePolicies, type Policy } from "../../../protocol/endpoints/policies.js";
import type { Trust } from "../../../protocol/guards/safeUrl.js";
import { authTypes } from "../../../protocol/wire/authTypes.js";
import type { Challenge, Medium, Settings, State } from "../state.js";
import type { AccountFields, FieldNeed, Flow, FormStage } from "../types.js";

/** The stable and the unstable name of the registration token stage. */
export function isRegistrationToken(type: string): boolean {
  return type === authTypes.registrationToken || type === authTypes.unstableRegistrationToken;
}

/**
 * Whether a stage can be done here. A captcha needs its key, and a homeserver that came from a link
 * runs no script in our page.
 */
export function isDoneHere(
  type: string,
  { settings, challenge }: Pick<State, "settings" | "challenge">,
): boolean {
  if (!settings.supportedStages.has(type)) return false;
  if (type !== authTypes.recaptcha || !settings.fallback) return true;
  return settings.trust !== "any" && typeof challenge?.params[type]?.["public_key"] === "string";
}

/** The medium that a stage validates an address of. */
export function mediumOf(type: string): Medium | undefined {
  if (type === authTypes.emailIdentity) return "email";
  return type === authTypes.msisdn ? "phone" : undefined;
}

/** The flows of which every stage can be done: here, or on the homeserver's own page. */
export function supportedFlows(flows: readonly Flow[], settings: Settings): readonly Flow[] {
  return flows.filter(
    (flow) => settings.fallback || flow.every((stage) => settings.supportedStages.has(stage)),
  );
}

/** Auth types that keep every flow from being done here, for the sentence that names them. */
export function missingStages(flows: readonly Flow[], settings: Settings): readonly string[] {
  return [...new Set(flows.flat().filter((stage) => !settings.supportedStages.has(stage)))];
}

/** The fields of the account form, so that as few screens as possible follow. */
export function accountFields(state: State): AccountFields {
  const { challenge, settings, flow, flowChosenByUser, needsUsername } = state;
  const flows =
    challenge === null
      ? []
      : flowChosenByUser && flow !== null
        ? [flow]
        : supportedFlows(challenge.flows, settings);
  const wantsTerms = flows.some((stages) => stages.includes(authTypes.terms));
  return {
    username:
      settings.lockedUsername === undefined ? (needsUsername ? "required" : "optional") : "locked",
    password: "required",
    email: need(flows, (type) => type === authTypes.emailIdentity),
    phone: need(flows, (type) => type === authTypes.msisdn),
    registrationToken: need(flows, isRegistrationToken),
    policies: challenge !== null && wantsTerms ? (policiesOf(challenge, settings) ?? []) : [],
    stages: challenge === null ? [] : formStages(flows, challenge, settings),
  };
}

function formStages(
  flows: readonly Flow[],
  challenge: Challenge,
  settings: Settings,
): readonly FormStage[] {
  return [...settings.formStages].flatMap((type) => {
    const needed = need(flows, (each) => each === type);
    if (needed === "absent" || !isDoneHere(type, { settings, challenge })) return [];
    return [{ type, need: needed, params: challenge.params[type] ?? {} }];
  });
}

/** Stages that the form asks for by fields of its own, or that ask for nothing. */
export function hasFieldAnyway(type: string): boolean {
  return (
    type === authTypes.dummy ||
    type === authTypes.terms ||
    isRegistrationToken(type) ||
    mediumOf(type) !== undefined
  );
}

function need(flows: readonly Flow[], isIt: (type: string) => boolean): FieldNeed {
  const having = flows.filter((flow) => flow.some(isIt)).length;
  if (having === 0) return "absent";
  return having === flows.length ? "required" : "optional";
}

/** The policies to accept; `undefined` when the homeserver's params cannot be read. */
export function policiesOf(
  challenge: Challenge,
  settings: Settings,
): readonly Policy[] | undefined {
  const params = challenge.params[authTypes.terms];
  if (params === undefined) return undefined;
  const known = decoded[settings.trust].get(params) ?? {
    policies: decodePolicies(params, settings.trust),
  };
  decoded[settings.trust].set(params, known);
  return known.policies;
}

/** Policies by the params they were decoded from: once for a challenge. */
const decoded: Readonly<
  Record<Trust, WeakMap<object, { readonly policies: readonly Policy[] | undefined }>>
> = {
  any: new WeakMap(),
  listed: new WeakMap(),
  own: new WeakMap(),
};
