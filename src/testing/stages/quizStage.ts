import { done, failed, type StageOutcome, type StageSubmission } from "./stage.js";

/** A stage that exists on no real homeserver, for authors of a renderer. */
export const quizType = "org.example.quiz";

/** Told in the `params` of the stage. */
export const quizQuestion = "What is six times seven?";

export function checkQuiz({ auth }: StageSubmission): StageOutcome {
  const answer = auth["answer"];
  if (answer === undefined) return failed("M_MISSING_PARAM", "Missing answer");
  return answer === "42" ? done : failed("M_UNAUTHORIZED", "Wrong answer");
}
