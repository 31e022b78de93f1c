import { type ReactElement, type SubmitEvent, useId } from "react";
import { defineStage, type StageProps } from "../src/index.js";

/** A stage of a homeserver's own: it asks a question, and takes the answer to it. */
export const quizStage = defineStage({
  type: "org.example.quiz",
  label: () => "One question first",
  Renderer: Quiz,
});

function Quiz({ stage, problem, activity, submit, translator }: StageProps): ReactElement {
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
      <button type="submit" data-part="continue" aria-disabled={activity !== "idle"}>
        {translator.text("action.continue")}
      </button>
    </form>
  );
}
