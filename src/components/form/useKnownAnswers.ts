"use client";
import { useEffect, useRef } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { UseRegister } from "../../react/useRegister.js";
import type { AccountAnswers } from "../../uia/machine/types.js";
import type { AccountValues } from "../context/AccountFormContext.js";
import { useOnHomeserver } from "../context/useOnHomeserver.js";

/**
 * Fills in what the run knows from before a reload, where nothing else is yet, and an address that
 * was changed in its stage.
 */
export function useKnownAnswers(run: UseRegister | null, form: UseFormReturn<AccountValues>) {
  const known = useRef<AccountAnswers | null>(null);
  const answers = run?.status === "account" ? run.answers : undefined;
  useEffect(() => {
    if (answers === undefined || known.current === answers) return;
    const before = known.current;
    known.current = answers;
    if (before !== null) {
      const { email } = answers;
      if (email !== undefined && email !== before.email) form.setValue("email", email);
      return;
    }
    for (const name of ["username", "email"] as const) {
      const answer = answers[name];
      if (answer !== undefined && form.getValues(name) === "") form.setValue(name, answer);
    }
    const { acceptedPolicies } = answers;
    if (acceptedPolicies !== undefined && form.getValues("acceptedPolicies").length === 0) {
      form.setValue("acceptedPolicies", acceptedPolicies);
    }
  }, [answers, form]);
}

/** A registration token is for one homeserver: neither one that was given nor a typed one goes to another. */
export function useTokenOf(
  baseUrl: string | undefined,
  given: string | undefined,
  form: UseFormReturn<AccountValues>,
) {
  useOnHomeserver(baseUrl, () => {
    form.setValue("registrationToken", given ?? "");
  });
}
