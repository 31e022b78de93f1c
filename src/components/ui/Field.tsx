"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
} from "react";
import type { AccountField } from "../../uia/machine/problem.js";
import { useAccountForm } from "../context/AccountFormContext.js";
import { type InputProps, joinIds } from "./inputProps.js";
import { ProblemMessage } from "./ProblemMessage.js";
import { Room } from "./Room.js";

/** What the label, the hint and the problem mean to the input, and what the host wants of it. */
export interface ControlProps extends InputProps {
  readonly id: string;
  readonly required: boolean;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly field: AccountField;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** The IDs of further descriptions, such as a warning that comes and goes. */
  readonly describedBy?: string | undefined;
  /** What the host wants of the input. */
  readonly inputProps?: InputProps | undefined;
  /** Renders the input with what the field gives it. */
  readonly control: (props: ControlProps) => ReactElement;
  /** Further messages below the input, such as a status. */
  readonly children?: ReactNode;
  /** The texts of those messages: the field keeps room for each. */
  readonly texts?: readonly string[];
  /** Elements after the messages: a button, the rules of a password. */
  readonly below?: ReactNode;
}

/** A labelled input with its hint and its problem, wired by IDs. Hidden while a guest is made. */
export const Field = forwardRef<HTMLDivElement, FieldProps>(function Field(
  {
    field,
    label,
    hint,
    required = false,
    describedBy,
    inputProps,
    control,
    children,
    texts = [],
    below,
    ...rest
  },
  ref,
) {
  const { problems, isGuest, addField } = useAccountForm(`Register field ${field}`);
  const id = useId();
  const problem = problems.find((each) => each.field === field);
  useEffect(() => addField(field), [addField, field]);

  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const problemId = problem === undefined ? undefined : `${id}-problem`;
  return (
    <div ref={ref} data-invalid={problem === undefined ? undefined : ""} hidden={isGuest} {...rest}>
      <label data-part="label" htmlFor={id}>
        {label}
      </label>
      {control({
        ...inputProps,
        id,
        required,
        "aria-describedby": joinIds(
          hintId,
          describedBy,
          problemId,
          inputProps?.["aria-describedby"],
        ),
        "aria-invalid": problem === undefined ? undefined : true,
      })}
      <Room of={field} texts={hint === undefined ? texts : [hint, ...texts]} />
      <div data-part="said">
        {problem !== undefined && problemId !== undefined && (
          <ProblemMessage problem={problem} id={problemId} />
        )}
        {hint !== undefined && (
          <p data-part="hint" id={hintId}>
            {hint}
          </p>
        )}
        {children}
      </div>
      {below}
    </div>
  );
});
