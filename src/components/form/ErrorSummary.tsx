"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { problemText } from "../../locales/problemText.js";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { ProblemMessage } from "../ui/ProblemMessage.js";

export type ErrorSummaryProps = Omit<ComponentPropsWithoutRef<"section">, "children">;

/**
 * What is wrong with the whole form, or with several fields: links to those. It takes the focus after
 * a refusal. One problem of one field stands at the field alone.
 */
export const ErrorSummary = forwardRef<HTMLElement, ErrorSummaryProps>(
  function ErrorSummary(props, ref) {
    const { translator, headingLevel } = useRoot("Register.ErrorSummary");
    const { problems, unplaced, focusField } = useAccountForm("Register.ErrorSummary");
    const headingId = useId();
    if (problems.length < 2 && unplaced.length === 0) return null;
    const Heading = `h${Math.min(headingLevel + 1, 6)}` as "h2";
    return (
      <section
        ref={ref}
        data-part="error-summary"
        aria-labelledby={headingId}
        tabIndex={-1}
        {...props}
      >
        <Heading data-part="heading" id={headingId}>
          {translator.text("summary.heading", { count: problems.length })}
        </Heading>
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
