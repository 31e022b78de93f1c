import { authNameOf } from "../protocol/wire/authTypes.js";
import type { Translator } from "./createTranslator.js";
import { listIn } from "./listIn.js";

/** Names a stage of the app's own; `undefined` where it is none. */
export type LabelOf = (type: string) => string | undefined;

/**
 * The thing a stage asks for, as a noun: "a registration token". A stage of the app has its label,
 * an unknown one its type.
 */
export function stageName(type: string, translator: Translator, labelOf?: LabelOf): string {
  const label = labelOf?.(type);
  const name = label === undefined ? authNameOf(type) : undefined;
  return name === undefined
    ? translator.text("stageName.unknown", { type: label ?? type })
    : translator.text(`stageName.${name}`);
}

/** The things several stages ask for, as one phrase: "the terms and an email address". */
export function stageNames(
  types: readonly string[],
  translator: Translator,
  labelOf?: LabelOf,
): string {
  return listIn(
    translator.tag,
    types.map((type) => stageName(type, translator, labelOf)),
  );
}
