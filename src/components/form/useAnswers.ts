"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { identityOf } from "../../discovery/homeserver.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { AccountAnswers, AccountFields, AccountInput } from "../../uia/machine/types.js";
import type { AccountValues } from "../context/AccountFormContext.js";
import { useApp } from "../context/contexts.js";
import { isElement } from "../context/isElement.js";
import { typingRest } from "./username/useRestedUsername.js";

/** The values that the fields ask for, as the registration takes them. */
export function accountInput(values: AccountValues, fields: AccountFields): AccountInput {
  const { username, email, registrationToken } = values;
  return {
    ...(username !== "" && { username }),
    ...(fields.email !== "absent" && email !== "" && { email }),
    ...(fields.registrationToken !== "absent" && registrationToken !== "" && { registrationToken }),
    // Their field reads those that are shown.
    acceptedPolicies: [],
  };
}

/** The password as typed, from its input alone. */
export function passwordIn(element: HTMLFormElement | null): Pick<AccountInput, "password"> {
  const password = element === null ? undefined : textOf(element.elements, "password");
  return password === undefined ? {} : { password };
}

/** The value of an input, which may differ from the form's: a password manager fires no event. */
export function textOf(elements: HTMLFormControlsCollection, name: string): string | undefined {
  const control = elements.namedItem(name);
  return isElement(control, "input") ? control.value : undefined;
}

/** The phone number as far as it is typed, where the form asks for one. */
function phoneIn(element: HTMLFormElement | null): Pick<AccountInput, "phone"> {
  const number = element === null ? undefined : textOf(element.elements, "phone");
  if (number === undefined) return {};
  const country = element?.elements.namedItem("country");
  return { phone: { country: isElement(country, "select") ? country.value : "", number } };
}

/**
 * Fills in what the registration knows, and lets it keep what the user types, but for the secrets. The
 * answers go along to another homeserver; the registration token does not. Call the returned function
 * after each change.
 */
export function useAnswers(
  registration: UseRegister | null,
  form: UseFormReturn<AccountValues>,
  element: HTMLFormElement | null,
  givenToken: string | undefined,
): () => void {
  const answers = registration?.status === "account" ? registration.answers : undefined;
  useKnownAnswers(answers, form, element);

  const keep = registration?.status === "account" ? registration.keep : undefined;
  const hasTyped = useRef(false);
  const keepNow = useCallback(() => {
    const { username, email, acceptedPolicies } = form.getValues();
    keep?.({ username, email, acceptedPolicies, ...phoneIn(element) });
  }, [keep, form, element]);
  const [soon] = useState(createSoon);
  useEffect(() => () => soon(), [soon]);
  const keepTyped = useCallback(() => {
    hasTyped.current = true;
    soon(keepNow);
  }, [soon, keepNow]);

  const { trust } = useApp("Register.AccountForm");
  const place =
    registration === null ? null : identityOf({ homeserver: registration.homeserver, trust });
  const lastPlace = useRef<string | null>(null);
  useEffect(() => {
    if (place === null || place === lastPlace.current) return;
    lastPlace.current = place;
    form.setValue("registrationToken", givenToken ?? "");
    if (hasTyped.current) keepNow();
  }, [place, givenToken, form, keepNow]);
  return keepTyped;
}

/**
 * Creates a function that has the latest `act` called once typing rests, or when the page goes. Without an
 * `act` it does at once what waits.
 */
function createSoon(): (act?: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: (() => void) | undefined;
  const now = () => {
    clearTimeout(timer);
    removeEventListener("pagehide", now);
    latest?.();
    latest = undefined;
  };
  return (act) => {
    if (act === undefined) {
      now();
      return;
    }
    latest = act;
    clearTimeout(timer);
    timer = setTimeout(now, typingRest);
    addEventListener("pagehide", now);
  };
}

/** Fills in answers from before a reload where the form has none, and an address changed in its stage. */
function useKnownAnswers(
  answers: AccountAnswers | undefined,
  form: UseFormReturn<AccountValues>,
  element: HTMLFormElement | null,
) {
  const known = useRef<AccountAnswers | null>(null);
  useEffect(() => {
    if (answers === undefined || known.current === answers) return;
    const before = known.current ?? {};
    known.current = answers;
    const { username = "", email = "", acceptedPolicies = [] } = answers;
    const values = form.getValues();
    // A registration knows an answer from before a reload late, when its code is loaded.
    if (before.username === undefined) fillIn("username", username);
    if (before.email === undefined) fillIn("email", email);
    else if (email !== "" && email !== before.email) form.setValue("email", email);
    if (before.acceptedPolicies === undefined && values.acceptedPolicies.length === 0) {
      form.setValue("acceptedPolicies", acceptedPolicies);
    }

    function fillIn(name: "username" | "email", value: string): void {
      const input = element?.elements.namedItem(name);
      // A password manager fires no event: the form may not know what it filled in.
      const isFilled = isElement(input, "input") && input.value !== "";
      if (value === "" || values[name] !== "" || isFilled) return;
      form.setValue(name, value);
      // A user who is about to type there means another value.
      if (isElement(input, "input") && input.matches(":focus")) input.select();
    }
  }, [answers, form, element]);
}

/** The answers that parts of the form read by themselves, since react-hook-form does not hold them. */
export function useAddedAnswers() {
  const readers = useRef(new Set<() => Partial<AccountInput>>());
  const addAnswer = useCallback((read: () => Partial<AccountInput>) => {
    const { current } = readers;
    current.add(read);
    return () => {
      current.delete(read);
    };
  }, []);
  const readAnswers = useCallback(() => {
    const answers: Partial<AccountInput> = {};
    for (const read of readers.current) Object.assign(answers, read());
    return answers;
  }, []);
  return { readAnswers, addAnswer };
}
