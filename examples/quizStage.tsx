import {
  defineStage,
  type StageFieldsRendererProps,
  type StageRendererProps,
} from "matrix-register-kit";
import { type ReactElement, type SubmitEvent, useId } from "react";

/** A stage of a homeserver's own: it asks a question, and takes the answer to it. */
export const quizStage = defineStage({
  type: "org.example.quiz",
  label: () => "One question first",
  Renderer: Quiz,
});

/** The same, answered in the account form: its screen comes only where the form was not asked. */
export const quizInForm = defineStage({
  ...quizStage,
  fields: {
    Renderer: QuizField,
    answer: (inputs) => {
      const answer = inputs.get("quiz-answer");
      return typeof answer === "string" && answer !== "" ? { answer } : undefined;
    },
  },
});

function QuizField({ stage, problem }: StageFieldsRendererProps): ReactElement {
  const id = useId();
  const { question } = stage.params;
  return (
    <>
      <label data-part="label" htmlFor={id}>
        {typeof question === "string" ? question : "?"}
      </label>
      <input
        id={id}
        data-part="input"
        name="quiz-answer"
        autoComplete="off"
        required={stage.need === "required"}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
      />
      {problem !== null && (
        <p data-part="problem-text" id={`${id}-problem`}>
          {problem.code === "stageNotAnswered"
            ? "Give an answer."
            : "That is not it. Try once more."}
        </p>
      )}
    </>
  );
}

function Quiz({ stage, problem, activity, submit, translator }: StageRendererProps): ReactElement {
  const id = useId();
  const { question } = stage.params;
  const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = new FormData(event.currentTarget).get("answer");
    if (activity === "idle" && typeof answer === "string") submit({ answer });
  };
  return (
    <form onSubmit={handleSubmit}>
      <label data-part="label" htmlFor={id}>
        {typeof question === "string" ? question : "?"}
      </label>
      <input
        id={id}
        data-part="input"
        name="answer"
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem`}
      />
      <p data-part="problem-text" id={`${id}-problem`} role="alert">
        {problem !== null && "That is not it. Try once more."}
      </p>
      <button
        type="submit"
        data-part="continue"
        data-kind="primary"
        aria-disabled={activity !== "idle"}
      >
        {translator.text("action.continue")}
      </button>
    </form>
  );
}
