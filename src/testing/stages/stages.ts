import type { Settings } from "../model/settings.js";
import { refuse } from "../server/answers.js";
import { checkEmail } from "./emailStage.js";
import { offers } from "./flows.js";
import { checkPhone } from "./phoneStage.js";
import { checkQuiz, quizType } from "./quizStage.js";
import { checkRecaptcha } from "./recaptchaStage.js";
import { checkRegistrationToken } from "./registrationTokenStage.js";
import { done, type StageChecker, type StageOutcome, type StageSubmission } from "./stage.js";

type StageCheckers = Readonly<Record<string, StageChecker>>;

// Dummy and terms are done by being sent; nothing is looked at.
const always: StageCheckers = {
  "m.login.dummy": () => done,
  "m.login.terms": () => done,
};

const whenOffered: StageCheckers = {
  "m.login.registration_token": checkRegistrationToken,
  "m.login.recaptcha": checkRecaptcha,
  "m.login.email.identity": checkEmail,
  "m.login.msisdn": checkPhone,
  [quizType]: checkQuiz,
};

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
  if (Object.hasOwn(always, type)) return always[type];
  return Object.hasOwn(whenOffered, type) && offers(type, settings) ? whenOffered[type] : undefined;
}

/** Checks a stage by its type, which may be unknown, and notes when it is done. */
export function tryToComplete(
  type: unknown,
  attempt: StageSubmission,
  stages: Stages,
): StageOutcome | undefined {
  const check = typeof type === "string" ? stages.checker(type, attempt.state.settings) : undefined;
  if (typeof type !== "string" || check === undefined) return stages.unknown(type);
  return complete(type, check, attempt);
}

export function complete(
  type: string,
  check: StageChecker,
  attempt: StageSubmission,
): StageOutcome {
  const outcome = check(attempt);
  if (outcome.done && !attempt.quirks.neverCompletes) attempt.session.completed.add(type);
  return outcome;
}
