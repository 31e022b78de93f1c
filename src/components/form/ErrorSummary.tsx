"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { useFormState } from "react-hook-form";
import { problemText } from "../../locales/problemText.js";
import { type AccountValues, useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import type { HeadingLevel } from "../context/appTypes.js";
import { useApp } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { HeadingElement } from "../ui/Elements.js";
import { ProblemMessage } from "../ui/problem/ProblemMessage.js";
import { allProblems, problemsIn } from "./accountProblems.js";

export declare namespace ErrorSummary {
  type Props = Omit<ComponentPropsWithoutRef<"section">, "children">;
}

/**
 * The problems of the whole form, or links to several fields with problems. It takes the focus after a
 * refusal. A single problem of one field is shown at that field alone.
 */
export const ErrorSummary = forwardRef<HTMLElement, ErrorSummary.Props>(
  function ErrorSummary(props, ref) {
    const { translator, headingLevel } = useApp("Register.ErrorSummary");
    const { focusField } = useAccountForm("Register.ErrorSummary");
    const isGuest = useIsGuest("Register.ErrorSummary");
    const { errors } = useFormState<AccountValues>();
    // A guest account asks for no field.
    const isAsked = ({ field }: { field?: string }) => !isGuest || field === undefined;
    const problems = allProblems(errors).filter(isAsked);
    const unplaced = problemsIn(errors.form).filter(isAsked);
    const headingId = useId();
    if (problems.length < 2 && unplaced.length === 0) return null;
    return (
      <section
        ref={ref}
        data-part="error-summary"
        aria-labelledby={headingId}
        tabIndex={-1}
        {...props}
      >
        <HeadingElement level={Math.min(headingLevel + 1, 6) as HeadingLevel} id={headingId}>
          {translator.text("summary.heading", { count: problems.length })}
        </HeadingElement>
        <ul>
          {problems.map((problem) => {
            const { code, field, stages = [] } = problem;
            return (
              <li key={[field, code, ...stages].join(" ")}>
                {field === undefined || unplaced.includes(problem) ? (
                  <ProblemMessage problem={problem} />
                ) : (
                  <ActionButton
                    data-part="problem-link"
                    onClick={() => {
                      focusField(field);
                    }}
                  >
                    {problemText(problem, translator)}
                  </ActionButton>
                )}
              </li>
            );
          })}
        </ul>
      </section>
    );
  },
);
