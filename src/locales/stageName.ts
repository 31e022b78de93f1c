import { authTypes } from "../protocol/wire/authTypes.js";
import type { Translator } from "./createTranslator.js";
import type { MessageKey } from "./locale.js";

type StageNameKey = Exclude<Extract<MessageKey, `stageName.${string}`>, "stageName.unknown">;

/** How a host calls a stage of its own; `undefined` where it is none. */
export type LabelOf = (type: string) => string | undefined;

/**
 * The thing a stage asks for, as a noun: "a registration token". A stage of the app has its label,
 * an unknown one its type.
 */
export function stageName(type: string, translator: Translator, labelOf?: LabelOf): string {
  const label = labelOf?.(type);
  const key = label === undefined ? keys.get(type) : undefined;
  return key === undefined
    ? translator.text("stageName.unknown", { type: label ?? type })
    : translator.text(key);
}

/** The things several stages ask for, as one phrase: "the terms and an email address". */
export function stageNames(
  types: readonly string[],
  translator: Translator,
  labelOf?: LabelOf,
): string {
  return new Intl.ListFormat(translator.tag).format(
    types.map((type) => stageName(type, translator, labelOf)),
  );
}

const keys = new Map<string, StageNameKey>([
  [authTypes.dummy, "stageName.dummy"],
  [authTypes.terms, "stageName.terms"],
  [authTypes.registrationToken, "stageName.registrationToken"],
  [authTypes.unstableRegistrationToken, "stageName.registrationToken"],
  [authTypes.emailIdentity, "stageName.emailIdentity"],
  [authTypes.msisdn, "stageName.msisdn"],
  [authTypes.recaptcha, "stageName.recaptcha"],
  [authTypes.sso, "stageName.sso"],
  [authTypes.password, "stageName.password"],
]);
