"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactElement,
  type ReactNode,
  useId,
} from "react";
import type { Problem } from "../../uia/machine/problems/problem.js";
import { useApp } from "../context/contexts.js";
import { Label, Paragraph } from "./Elements.js";
import { FieldProblem } from "./problem/FieldProblem.js";
import { ProblemText } from "./problem/ProblemText.js";

/** The app's attributes for a field's own input; all others are the field's. */
export type InputProps = Omit<
  ComponentPropsWithoutRef<"input">,
  | "id"
  | "name"
  | "type"
  | "value"
  | "defaultValue"
  | "checked"
  | "defaultChecked"
  | "required"
  | "aria-invalid"
>;

/** The attributes that tie an input to its label, hint and problem. */
export interface ControlProps {
  readonly id: string;
  readonly "data-part": "input";
  readonly required: boolean;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly "data-part": string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** A problem, or the text of one that the field found by itself. */
  readonly problem?: Problem | string | null | undefined;
  readonly isRequired?: boolean;
  /** The IDs of further descriptions, such as a warning that comes and goes. */
  readonly describedBy?: string | undefined;
  /** Renders the input with the field's attributes. */
  readonly control: (props: ControlProps) => ReactElement;
  /** Further messages below the hint, such as a status. */
  readonly children?: ReactNode;
  /** All texts of those messages, for which the field reserves room. Default: it reserves none at all. */
  readonly texts?: readonly string[] | undefined;
  /** Elements after the messages: a button, the rules of a password. */
  readonly below?: ReactNode;
}

/** A label, its input, its problem and its hint, tied by IDs. */
export const Field = forwardRef<HTMLDivElement, FieldProps>(function Field(
  {
    label,
    hint,
    problem = null,
    isRequired = false,
    describedBy,
    control,
    children,
    texts,
    below,
    ...rest
  },
  ref,
) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const problemId = problem === null ? undefined : `${id}-problem`;
  return (
    <div ref={ref} data-invalid={problem === null ? undefined : ""} {...rest}>
      <Label htmlFor={id}>{label}</Label>
      {control({
        id,
        "data-part": "input",
        required: isRequired,
        "aria-describedby": joinIds(hintId, describedBy, problemId),
        "aria-invalid": problem === null ? undefined : true,
      })}
      {texts !== undefined && (
        <Room
          of={fieldOf(rest["data-part"])}
          texts={hint === undefined ? texts : [hint, ...texts]}
        />
      )}
      <div data-part="said">
        {typeof problem === "string" && <ProblemText id={problemId}>{problem}</ProblemText>}
        {problem !== null && typeof problem !== "string" && (
          <FieldProblem problem={problem} id={problemId} />
        )}
        {hint !== undefined && (
          <Paragraph data-part="hint" id={hintId}>
            {hint}
          </Paragraph>
        )}
        {children}
      </div>
      {below}
    </div>
  );
});

/** Converts a part to its field: `registration-token-field` is the field `registrationToken`. */
function fieldOf(part: string): string {
  return part.replace(/-field$/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Reserves room for the longest of several texts, in any font, size and language. A style sheet lays the
 * texts on top of one another, invisible. Without such a style sheet it has no content. It is not `hidden`,
 * which some style sheets make final.
 */
export function Room({
  of,
  texts,
}: {
  /** The field whose problems to include. */
  readonly of?: string;
  readonly texts: readonly string[];
}): ReactElement {
  const { translator, problemKeys } = useApp("Register.Root");
  const keys = problemKeys.filter(
    (key) => of !== undefined && key.startsWith(of, "problem.".length),
  );
  return (
    <span data-part="room" aria-hidden="true">
      {[...new Set(texts)].map((text) => (
        <span key={text} data-text={text} />
      ))}
      {[...new Set(keys.map((key) => translator.text(key)))].map((text) => (
        <span key={text} data-problem={text} />
      ))}
    </span>
  );
}

/** IDs for `aria-describedby`, without those that are missing. */
export function joinIds(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter((id) => id !== undefined && id !== false && id !== "").join(" ") || undefined;
}
