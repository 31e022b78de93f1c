"use client";
import { useCallback, useRef } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { UseRegister } from "../../react/useRegister.js";
import type { AccountValues } from "../context/AccountFormContext.js";
import { useOnHomeserver } from "../context/useOnHomeserver.js";
import { phoneIn } from "./formInputs.js";

/**
 * Lets the run keep what is typed, all but the secrets, for a reload; the returned function is to be
 * called whenever a field has changed. What was typed goes along to another homeserver.
 */
export function useKeptAnswers(
  run: UseRegister | null,
  form: UseFormReturn<AccountValues>,
  element: HTMLFormElement | null,
): () => void {
  const keep = run?.status === "account" ? run.keep : undefined;
  const hasTyped = useRef(false);
  const keepTyped = useCallback(() => {
    hasTyped.current = true;
    const { username, email, acceptedPolicies } = form.getValues();
    keep?.({ username, email, acceptedPolicies, ...phoneIn(element) });
  }, [keep, form, element]);

  useOnHomeserver(run?.homeserver.baseUrl, () => {
    if (hasTyped.current) keepTyped();
  });
  return keepTyped;
}
