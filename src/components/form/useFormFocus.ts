"use client";
import { useCallback, useEffect, useRef } from "react";
import type { AccountField, Problem } from "../../uia/machine/problems/problem.js";
import type { Status } from "../../uia/machine/types.js";
import { isElement } from "../context/isElement.js";

/** The inputs of a field. Those of the app's own stages have names of their own. */
export function inputsOf(
  field: AccountField,
  element: HTMLFormElement | null,
): readonly HTMLElement[] {
  if (field === "stages") {
    const ofStages = '[data-part="stage-fields"] :is(input, select, textarea)';
    return [...(element?.querySelectorAll<HTMLElement>(ofStages) ?? [])];
  }
  const controls = Array.from(element?.elements ?? []);
  return controls.filter(
    (each) => isElement(each, "input") && each.name === field,
  ) as HTMLInputElement[];
}

/**
 * Moves the focus in the account form: to the problems of a refusal, and to the first input
 * after a stage. The returned function moves it into a field.
 */
export function useFormFocus({
  element,
  refusal,
  shown,
  hasProblems,
  status,
}: {
  readonly element: HTMLFormElement | null;
  /** The problems of the latest refusal. Each array takes the focus once, when it is shown. */
  readonly refusal: readonly Problem[];
  readonly shown: readonly Problem[];
  /** Whether problems are shown, or will be after this render. */
  readonly hasProblems: boolean;
  readonly status: Status | undefined;
}): (field: AccountField) => void {
  const focusField = useCallback(
    (field: AccountField) => {
      const inputs = inputsOf(field, element);
      const invalid = inputs.find((each) => each.getAttribute("aria-invalid") === "true");
      (invalid ?? inputs[0])?.focus();
    },
    [element],
  );
  useFocusOnProblems(refusal, shown, element, focusField);
  useFocusOnReturn(status, hasProblems, element);
  return focusField;
}

function useFocusOnProblems(
  refusal: readonly Problem[],
  shown: readonly Problem[],
  element: HTMLFormElement | null,
  focusField: (field: AccountField) => void,
) {
  const focused = useRef<readonly Problem[] | null>(null);
  useEffect(() => {
    const [first] = refusal;
    if (first === undefined || focused.current === refusal || !shown.includes(first)) return;
    focused.current = refusal;
    const summary = element?.querySelector<HTMLElement>('[data-part="error-summary"]');
    if (summary) summary.focus();
    else if (first.field !== undefined) focusField(first.field);
  }, [refusal, shown, element, focusField]);
}

/** Focuses the first input after a stage, whose elements are gone. */
function useFocusOnReturn(
  status: Status | undefined,
  hasProblems: boolean,
  element: HTMLFormElement | null,
) {
  const previous = useRef(status);
  useEffect(() => {
    const left = previous.current;
    previous.current = status;
    if (status !== "account" || left === undefined || left === status || hasProblems) return;
    const inputs = Array.from(element?.elements ?? []);
    const first = inputs.find(
      (each) => isElement(each, "input") && each.closest("[hidden]") === null,
    );
    if (isElement(first, "input")) first.focus();
  }, [status, hasProblems, element]);
}
