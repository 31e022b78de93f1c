import type { Manners } from "../model/manners.js";
import type { Settings } from "../model/settings.js";
import { quizQuestion, quizType } from "./quizStage.js";

/** The lists of stages, built from the switches as Synapse does it. */
export function synapseFlows(settings: Settings): readonly (readonly string[])[] {
  const { registrationToken, recaptcha, terms } = settings;
  const bases = threepidFlows(settings);
  if (registrationToken === "bypass") bases.push(["m.login.registration_token"]);
  return bases.map((base) => [
    ...(registrationToken === "required" ? ["m.login.registration_token"] : []),
    ...(recaptcha ? ["m.login.recaptcha"] : []),
    ...(terms.length > 0 ? ["m.login.terms"] : []),
    ...base,
  ]);
}

/** Whether some flow has this stage. */
export function offers(type: string, settings: Settings): boolean {
  return settings.flows.flat().includes(type);
}

/** The facts that the stages of these flows need (UIA `params`). */
export function paramsOf(
  settings: Settings,
  policies: Manners["policies"],
): Record<string, unknown> {
  const offered = new Set(settings.flows.flat());
  const params: Record<string, unknown> = {};
  if (offered.has("m.login.recaptcha")) {
    params["m.login.recaptcha"] = { public_key: settings.recaptchaPublicKey };
  }
  if (offered.has("m.login.terms")) {
    params["m.login.terms"] = { policies: policies(settings) };
  }
  if (offered.has(quizType)) params[quizType] = { question: quizQuestion };
  return params;
}

/** Flows by what is shown to be one's own: nothing, an email address, a phone number, or both. */
function threepidFlows({ email, phone }: Settings): string[][] {
  const flows: string[][] = [];
  if (email !== "required" && phone !== "required") flows.push(["m.login.dummy"]);
  if (email !== undefined && phone !== "required") flows.push(["m.login.email.identity"]);
  if (phone !== undefined && email !== "required") flows.push(["m.login.msisdn"]);
  if (email !== undefined && phone !== undefined) {
    flows.push(["m.login.msisdn", "m.login.email.identity"]);
  }
  return flows;
}

/** Every policy with its version and its languages, as the specification has it. */
export function versionedPolicies(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(
    settings.terms.map(({ id, version, translations }) => [
      id,
      {
        version,
        ...Object.fromEntries(
          Object.entries(translations).map(([language, { name, url }]) => [
            language,
            { name, url: url ?? policyUrl(settings, id, version, language) },
          ]),
        ),
      },
    ]),
  );
}

export function policyUrl(
  settings: Settings,
  id: string,
  version: string,
  language: string,
): string {
  const query = new URLSearchParams({
    v: version,
    ...(id !== "privacy_policy" && { id }),
    ...(language !== "en" && { lang: language }),
  });
  return `${settings.baseUrl}/_matrix/consent?${query.toString()}`;
}
