import type { Problem } from "../uia/problem.js";
import type { Translator } from "./createTranslator.js";
import { stageNames } from "./stageName.js";

/** What a problem says to a person. Never a code, never the homeserver's own words. */
export function problemText(problem: Problem, translator: Translator): string {
  switch (problem.code) {
    case "noSupportedFlow":
      return translator.text("problem.noSupportedFlow", {
        stages: stageNames(problem.stages ?? [], translator),
      });
    default:
      return translator.text(`problem.${problem.code}`);
  }
}
