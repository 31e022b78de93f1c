"use client";
import { useEffect, useMemo, useRef } from "react";
import type { AccountField, Problem } from "../../uia/machine/problems/problem.js";
import type { Status } from "../../uia/machine/types.js";
import type { AccountFormValue } from "../context/AccountFormContext.js";
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
 * after a stage. The returned functions move it there.
 */
export function useFormFocus({
  element,
  refusal,
  shown,
  isSummed,
  hasProblems,
  status,
}: {
  readonly element: HTMLFormElement | null;
  /** The problems of the latest refusal. Each array takes the focus once, when it is shown. */
  readonly refusal: readonly Problem[];
  readonly shown: readonly Problem[];
  /** Whether the summary lists them. */
  readonly isSummed: boolean;
  /** Whether problems are shown, or will be after this render. */
  readonly hasProblems: boolean;
  readonly status: Status | undefined;
}): Pick<AccountFormValue, "focusField" | "focusSummary" | "addSummary"> {
  const summary = useRef({ placed: 0, isAwaited: false });
  const focus = useMemo(() => {
    const focusField = (field: AccountField) => {
      const inputs = inputsOf(field, element);
      const invalid = inputs.find((each) => each.getAttribute("aria-invalid") === "true");
      (invalid ?? inputs[0])?.focus();
    };
    const addSummary = () => {
      summary.current.placed += 1;
      return () => {
        summary.current.placed -= 1;
      };
    };
    const focusSummary = () => {
      const shown = element?.querySelector<HTMLElement>('[data-part="error-summary"]');
      if (!shown || !summary.current.isAwaited) return;
      summary.current.isAwaited = false;
      shown.focus();
    };
    return { focusField, addSummary, focusSummary };
  }, [element]);
  const focused = useRef<readonly Problem[] | null>(null);
  useEffect(() => {
    const [first] = refusal;
    if (first === undefined || focused.current === refusal || !shown.includes(first)) return;
    focused.current = refusal;
    // Until its code is there the focus stays. A move to a field would be followed by a second one.
    summary.current.isAwaited = isSummed && summary.current.placed > 0;
    if (summary.current.isAwaited) focus.focusSummary();
    else if (first.field !== undefined) focus.focusField(first.field);
  }, [refusal, shown, isSummed, focus]);
  useFocusOnReturn(status, hasProblems, element);
  return focus;
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
