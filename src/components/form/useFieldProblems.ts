"use client";
import { useCallback, useMemo, useState } from "react";
import type { AccountField, Problem } from "../../uia/machine/problem.js";
import { isFormProblem } from "../../uia/machine/validateAccount.js";

/**
 * The problems that were told, as they stand now: one that the form can find by itself stays until the
 * field is right, any other until the field is changed. Of a guest no field is asked for.
 */
export function useFieldProblems(
  told: readonly Problem[],
  isGuest: boolean,
  validate: () => readonly Problem[],
) {
  const [change, setChange] = useState({ told, left: told, edited: nothingEdited });
  const { left, edited } = change.told === told ? change : { left: told, edited: nothingEdited };
  const review = useCallback(
    (field: AccountField) => {
      const found = told.length === 0 ? told : validate();
      setChange((before) => {
        const current = before.told === told ? before : { left: told, edited: nothingEdited };
        return {
          told,
          left: stillThere(current.left, field, found),
          edited: current.edited.has(field) ? current.edited : new Set(current.edited).add(field),
        };
      });
    },
    [told, validate],
  );
  const problems = useMemo(
    () => (isGuest ? left.filter(({ field }) => field === undefined) : left),
    [left, isGuest],
  );
  return { problems, isEdited: edited.size > 0, review };
}

const nothingEdited: ReadonlySet<AccountField> = new Set();

/** What is left of the problems when a field is changed. */
function stillThere(
  problems: readonly Problem[],
  field: AccountField,
  found: readonly Problem[],
): readonly Problem[] {
  if (!problems.some((problem) => problem.field === field)) return problems;
  return problems.flatMap((problem) => {
    if (problem.field !== field) return [problem];
    if (!isFormProblem(problem)) return [];
    return found.filter((each) => each.field === field && isOfSameStage(each, problem));
  });
}

function isOfSameStage(a: Problem, b: Problem): boolean {
  return a.stages?.[0] === b.stages?.[0];
}
