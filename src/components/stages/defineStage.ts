import type { StageDefinition } from "../context/stageTypes.js";

/**
 * Defines a stage for the root's `stages`. A definition of a type that the kit knows replaces the
 * kit's own.
 *
 * @example A homeserver that asks a question, `params: { "org.example.quiz": { question: "…" } }`:
 * ```tsx
 * export const quizStage = defineStage({
 *   type: "org.example.quiz",
 *   label: () => "One question first",
 *   Renderer: ({ stage, problem, activity, submit }) => (
 *     <form
 *       onSubmit={(event) => {
 *         event.preventDefault();
 *         const answer = new FormData(event.currentTarget).get("answer");
 *         if (activity === "idle" && typeof answer === "string") submit({ answer });
 *       }}
 *     >
 *       <label>
 *         {String(stage.params["question"])} <input name="answer" aria-invalid={problem !== null} />
 *       </label>
 *       {problem !== null && <p role="alert">That is not it. Try once more.</p>}
 *       <button type="submit" aria-disabled={activity !== "idle"}>Answer</button>
 *     </form>
 *   ),
 * });
 * ```
 * The auth dict is then `{ type: "org.example.quiz", session, answer }`. A renderer that throws is
 * replaced by a text, *Try again* and the homeserver's own page. Treat `params` as untrusted: the
 * homeserver may send anything.
 */
export function defineStage(definition: StageDefinition): StageDefinition {
  return definition;
}
