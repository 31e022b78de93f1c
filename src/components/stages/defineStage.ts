import type { ComponentType } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import type { AccountField, Problem } from "../../uia/problem.js";
import type { Activity, StageInput, StageView } from "../../uia/types.js";

/** What a stage's renderer gets. */
export interface StageProps {
  readonly stage: StageView;
  /** Why the homeserver did not take the last answer. */
  readonly problem: Problem | null;
  /** Only when it is `idle` an answer is sent. */
  readonly activity: Activity;
  /** Sends the stage's keys of the auth dict, without `type` and `session`. */
  readonly submit: (input: StageInput) => void;
  /** Back to the account form to change one answer. */
  readonly changeAnswer: (field: AccountField) => void;
  readonly translator: Translator;
}

export interface StageDefinition {
  /** The auth type, as the homeserver spells it. */
  readonly type: string;
  /** The heading, in the person's language. */
  readonly label: (translator: Translator) => string;
  readonly Renderer: ComponentType<StageProps>;
}

/** A stage of one's own for `stageRenderers`, or another look for one the kit knows. */
export function defineStage(definition: StageDefinition): StageDefinition {
  return definition;
}
