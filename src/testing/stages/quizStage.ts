import { escaped } from "../server/html.js";
import {
  done,
  failed,
  required,
  type StageOutcome,
  type StagePage,
  type StageSubmission,
} from "./stage.js";

/** A stage that exists on no real homeserver, for authors of a renderer. */
export const quizType = "org.example.quiz";

/** Told in the `params` of the stage. */
export const quizQuestion = "What is six times seven?";

export function checkQuiz({ auth }: StageSubmission): StageOutcome {
  const answer = auth["answer"];
  if (answer === undefined) return failed("M_MISSING_PARAM", "Missing answer");
  return answer === "42" ? done : failed("M_UNAUTHORIZED", "Wrong answer");
}

export const quizPage: StagePage = {
  fields: () =>
    `<p><label>${escaped(quizQuestion)} <input type="text" name="answer"></label></p>
<input type="submit" value="Answer">`,
  authFrom: (form) => ({ answer: required(form, "answer") }),
};
