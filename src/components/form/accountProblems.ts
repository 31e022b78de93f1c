"use client";
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from "react";
import {
  type FieldError,
  type FieldErrors,
  type UseFormReturn,
  useFormState,
} from "react-hook-form";
import {
  type AccountField,
  isFormProblem,
  type Problem,
} from "../../uia/machine/problems/problem.js";
import { type AccountValues, useAccountForm } from "../context/AccountFormContext.js";
import type { FormHandle } from "../context/formHandle.js";
import { inputsOf } from "./useFormFocus.js";

/** The fields of the account form, in the order of their problems. */
export const accountFields = [
  "username",
  "password",
  "email",
  "phone",
  "registrationToken",
  "policies",
  "stages",
] as const satisfies readonly AccountField[];

/** An error of react-hook-form that carries problems. */
interface AccountError extends FieldError {
  readonly problems: readonly Problem[];
}

const errorNames = [...accountFields, "form"] as const;
type AccountErrors = Partial<Record<(typeof errorNames)[number], AccountError>>;

export const noProblems: readonly Problem[] = [];

/** Converts problems to errors: each of its field, or of `form` where no input on the page shows it. */
export function errorsOf(
  problems: readonly Problem[],
  element: HTMLFormElement | null,
): AccountErrors {
  const errors: AccountErrors = {};
  for (const problem of problems) {
    const { code: type, field } = problem;
    const name = field === undefined || inputsOf(field, element).length === 0 ? "form" : field;
    errors[name] = { type, problems: [...problemsIn(errors[name]), problem] };
  }
  return errors;
}

/** The problems of all errors. */
export function allProblems(errors: FieldErrors<AccountValues>): readonly Problem[] {
  return errorNames.flatMap((name) => problemsIn(errors[name]));
}

/** The problems of one error. */
export function problemsIn(error: unknown): readonly Problem[] {
  return isAccountError(error) ? error.problems : [];
}

function isAccountError(error: unknown): error is AccountError {
  return typeof error === "object" && error !== null && "problems" in error;
}

/** The problems of a field. Renders again only when those change. */
export function useFieldProblems(field: AccountField): readonly Problem[] {
  const { errors } = useFormState<AccountValues>({ name: field, exact: true });
  const { placeProblems } = useAccountForm("Register.AccountForm");
  // The field may have come later than its problem.
  useEffect(placeProblems, [placeProblems]);
  return problemsIn(errors[field]);
}

/** Shows the registration's problems as errors of the form, in place of all before. */
export function useToldProblems(
  told: readonly Problem[],
  form: UseFormReturn<AccountValues>,
  element: HTMLFormElement | null,
): void {
  useEffect(() => {
    if (element === null) return;
    form.clearErrors();
    setErrors(form, errorsOf(told, element));
  }, [told, form, element]);
}

/** Returns a function that gives each field the problem of its own that no field showed before. */
export function usePlaceProblems(
  form: UseFormReturn<AccountValues>,
  element: HTMLFormElement | null,
): () => void {
  return useCallback(() => {
    const unplaced = problemsIn(form.getFieldState("form").error);
    if (element === null || unplaced.length === 0) return;
    form.clearErrors("form");
    setErrors(form, errorsOf(unplaced, element));
  }, [form, element]);
}

function setErrors(form: UseFormReturn<AccountValues>, errors: AccountErrors): void {
  for (const name of errorNames) {
    const error = errors[name];
    if (error !== undefined) form.setError(name, error);
  }
}

/** Reviews the problem of a field after each change of it, and provides the handle of the form. */
export function useReview({
  form,
  element,
  handle,
  keepTyped,
}: {
  readonly form: UseFormReturn<AccountValues>;
  readonly element: HTMLFormElement | null;
  readonly handle: Ref<FormHandle>;
  /** Keeps the answers after a change. */
  readonly keepTyped: () => void;
}): { readonly markEdited: (field: AccountField) => void; readonly markSent: () => void } {
  const isEdited = useRef(false);
  const markEdited = useCallback(
    (field: AccountField) => {
      isEdited.current = true;
      const problems = problemsIn(form.getFieldState(field).error);
      // Only the homeserver can judge its own refusals.
      if (problems.some(isFormProblem)) void form.trigger(field);
      else if (problems.length > 0) form.clearErrors(field);
      keepTyped();
    },
    [form, keepTyped],
  );
  const markSent = useCallback(() => {
    isEdited.current = false;
  }, []);
  useImperativeHandle(
    handle,
    () => ({
      submit: () => {
        if (isEdited.current) element?.requestSubmit();
        return isEdited.current;
      },
      username: () => (element === null ? undefined : form.getValues("username")),
    }),
    [element, form],
  );
  return { markEdited, markSent };
}
