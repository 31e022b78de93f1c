import type { Problem } from "../uia/machine/problems/problem.js";
import type { Translator } from "./createTranslator.js";
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
