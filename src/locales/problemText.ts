import type { Problem, ProblemCode } from "../uia/machine/problem.js";
import type { Translator } from "./createTranslator.js";
import en from "./languages/en.js";
import { stageNames } from "./stageName.js";

/**
 * Says a problem in words: never a code, never the homeserver's own words.
 * @param labelOf names the app's own stages
 */
export function problemText(
  problem: Problem,
  translator: Translator,
  labelOf?: (type: string) => string | undefined,
): string {
  switch (problem.code) {
    case "noSupportedFlow":
      return translator.text("problem.noSupportedFlow", {
        stages: stageNames(problem.stages ?? [], translator, labelOf),
      });
    default:
      return translator.text(`problem.${problem.code}`);
  }
}

/** The texts of the problems whose codes begin with a prefix, each once. */
export function problemTexts(prefix: string, translator: Translator): readonly string[] {
  const codes = Object.keys(en.messages)
    .filter((key) => key.startsWith(`problem.${prefix}`))
    .map((key) => key.slice("problem.".length) as ProblemCode);
  return [...new Set(codes.map((code) => problemText({ code }, translator)))];
}
