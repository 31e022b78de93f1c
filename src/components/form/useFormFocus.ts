"use client";
import { useCallback, useEffect, useRef } from "react";
import type { AccountField, Problem } from "../../uia/machine/problem.js";
import type { Status } from "../../uia/machine/types.js";
import { inputsOf } from "./formInputs.js";

/**
 * Where the focus goes in the account form: after a refusal to what is wrong, and back from a stage to the
 * first input. The returned function moves it into a field.
 */
export function useFormFocus(
  element: HTMLFormElement | null,
  told: readonly Problem[],
  status: Status | undefined,
): (field: AccountField) => void {
  const focusField = useCallback(
    (field: AccountField) => {
      const inputs = inputsOf(field, element);
      const invalid = inputs.find((each) => each.getAttribute("aria-invalid") === "true");
      const [first] = inputs;
      (invalid ?? first)?.focus();
    },
    [element],
  );
  useFocusOnProblems(told, element, focusField);
  useFocusOnReturn(status, told.length > 0, element);
  return focusField;
}

function useFocusOnProblems(
  told: readonly Problem[],
  element: HTMLFormElement | null,
  focusField: (field: AccountField) => void,
) {
  useEffect(() => {
    if (told.length === 0) return;
    const summary = element?.querySelector('[data-part="error-summary"]');
    if (summary instanceof HTMLElement) summary.focus();
    else if (told[0]?.field !== undefined) focusField(told[0].field);
  }, [told, element, focusField]);
}

/** Back from a stage the focus would be nowhere: its elements are gone. */
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
      (each) => each instanceof HTMLInputElement && each.closest("[hidden]") === null,
    );
    if (first instanceof HTMLInputElement) first.focus();
  }, [status, hasProblems, element]);
}
