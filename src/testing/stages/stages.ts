import type { Settings } from "../model/settings.js";
import { refuse } from "../server/answers.js";
import { checkEmail } from "./emailStage.js";
import { offers } from "./flows.js";
import { checkPhone } from "./phoneStage.js";
import { checkQuiz, quizPage, quizType } from "./quizStage.js";
import { checkRecaptcha, recaptchaPage } from "./recaptchaStage.js";
import { checkRegistrationToken, registrationTokenPage } from "./registrationTokenStage.js";
import {
  done,
  type StageChecker,
  type StageOutcome,
  type StagePage,
  type StageSubmission,
} from "./stage.js";
import { termsPage } from "./termsStage.js";

/** A stage of the specification, or one that this homeserver alone has. */
interface Stage {
  readonly check: StageChecker;
  /** The homeserver's own page for it, if that has a form. */
  readonly page?: StagePage;
  /** Whether it can be sent where no flow has it. */
  readonly isAlwaysThere?: true;
}

const stages: Readonly<Record<string, Stage>> = {
  // Dummy and terms are done by being sent.
  "m.login.dummy": { check: () => done, isAlwaysThere: true },
  "m.login.terms": { check: () => done, page: termsPage, isAlwaysThere: true },
  "m.login.registration_token": { check: checkRegistrationToken, page: registrationTokenPage },
  "m.login.recaptcha": { check: checkRecaptcha, page: recaptchaPage },
  "m.login.email.identity": { check: checkEmail },
  "m.login.msisdn": { check: checkPhone },
  [quizType]: { check: checkQuiz, page: quizPage },
};

function stageOf(type: string): Stage | undefined {
  return Object.hasOwn(stages, type) ? stages[type] : undefined;
}

/** The form of the homeserver's own page for a stage. */
export function pageOfStage(type: string): StagePage | undefined {
  return stageOf(type)?.page;
}

/** The stages of one kind of homeserver. */
export interface Stages {
  /** How a stage is checked; nothing for one that cannot be done through the API. */
  readonly checker: (type: string, settings: Settings) => StageChecker | undefined;
  /** A refusal of a stage that it does not have, or the outcome: `undefined` if it is passed over. */
  readonly unknown: (type: unknown) => StageOutcome | undefined;
}

/** The stages as Synapse has them. */
export const synapseStages: Stages = {
  checker: stageChecker,
  unknown(type) {
    if (typeof type !== "string") refuse(400, "M_INVALID_PARAM", "Bad parameter: type");
    refuse(
      400,
      "M_INVALID_PARAM",
      type === "m.login.password" ? "Bad parameter: password" : "Invalid login submission",
    );
  },
};

export function stageChecker(type: string, settings: Settings): StageChecker | undefined {
  const stage = stageOf(type);
  return stage?.isAlwaysThere || offers(type, settings) ? stage?.check : undefined;
}

/** Checks a stage by its type, which may be unknown, and notes when it is done. */
export function tryToComplete(
  type: unknown,
  submission: StageSubmission,
  stages: Stages,
): StageOutcome | undefined {
  const check =
    typeof type === "string" ? stages.checker(type, submission.state.settings) : undefined;
  if (typeof type !== "string" || check === undefined) return stages.unknown(type);
  return complete(type, check, submission);
}

export function complete(
  type: string,
  check: StageChecker,
  submission: StageSubmission,
): StageOutcome {
  const outcome = check(submission);
  if (outcome.done && !submission.quirks.neverCompletes) submission.session.completed.add(type);
  return outcome;
}
