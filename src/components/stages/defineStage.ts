import type { ComponentType } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import type { AccountField, Problem } from "../../uia/machine/problem.js";
import type {
  Activity,
  FormStage,
  RegistrationActions,
  StageAnswer,
  StageInput,
  StageView,
} from "../../uia/machine/types.js";

/** What a stage's renderer gets. */
export interface StageProps {
  readonly stage: StageView;
  /** Why the homeserver did not take the last answer. */
  readonly problem: Problem | null;
  /** Only when it is `idle` an answer is sent. */
  readonly activity: Activity;
  /** Sends the stage's keys of the auth dict, without `type` and `session`; `{}` where it has none. */
  readonly submit: (input: StageInput) => void;
  /** Asks whether the stage was done elsewhere: by the link in the mail, or on the homeserver's page. */
  readonly checkNow: () => void;
  /** Asks for another message, where the stage sends any. */
  readonly resend: () => void;
  /**
   * The homeserver's own page for the stage, for a plain link with `noopener noreferrer`. It holds
   * the UIA session: never keep it. `undefined` when there is none.
   */
  readonly fallbackUrl: () => string | undefined;
  /**
   * To be called when the person goes to that page, so that it is asked whether they have finished:
   * by a click on the link (`click`), where a window may be opened in its stead, or some other way.
   */
  readonly openFallback: RegistrationActions["openFallback"];
  /** Back to one answer: in the account form, or the address of this stage. */
  readonly changeAnswer: (field: AccountField) => void;
  readonly translator: Translator;
}

/** What the fields of a stage in the account form get. */
export interface StageFieldsProps {
  /** The auth type, whether every flow asks for it, and its params. */
  readonly stage: FormStage;
  /** Not answered, or refused; to be tied to the inputs. */
  readonly problem: Problem | null;
  readonly translator: Translator;
}

/** How a stage is answered in the account form, so that it needs no screen of its own. */
export interface StageFields {
  /**
   * The inputs, each with a `name` that nothing else in the form has. If it throws, the stage asks
   * for itself.
   */
  readonly Renderer: ComponentType<StageFieldsProps>;
  /**
   * The stage's keys of the auth dict, from the inputs by name; `undefined` when they hold no
   * answer. Read when the form is sent, sent when the stage comes, kept nowhere else.
   */
  readonly answer: (inputs: FormData) => StageAnswer | undefined;
}

export interface StageDefinition {
  /** The auth type, as the homeserver spells it. */
  readonly type: string;
  /**
   * For the account form. The renderer still comes where the form was not asked, or where the
   * homeserver asks something else by then.
   */
  readonly fields?: StageFields | undefined;
  /** The heading, in the person's language; wherever the stage is spoken of it has this name. */
  readonly label: (translator: Translator) => string;
  readonly Renderer: ComponentType<StageProps>;
  /** Loads what the renderer needs, when it is sure that the stage will come. */
  readonly preload?: (() => Promise<unknown>) | undefined;
}

/**
 * A stage of one's own for `stageRenderers`, or another look for one the kit knows: a definition of
 * the same type takes its place.
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
 * replaced by words about it, with *Try again* and the homeserver's own page; what comes from the
 * homeserver is text like any other and may be anything.
 */
export function defineStage(definition: StageDefinition): StageDefinition {
  return definition;
}
