"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type SubmitEvent,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { FormProvider, useForm, useFormState } from "react-hook-form";
import { RegistrationProvider } from "../../react/RegistrationContext.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { AccountFields, AccountInput } from "../../uia/machine/types.js";
import { AccountFormProvider, type AccountValues } from "../context/AccountFormContext.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { isComposing, keepToComposition } from "../context/isComposing.js";
import {
  accountFields,
  allProblems,
  errorsOf,
  noProblems,
  usePlaceProblems,
  useReview,
  useToldProblems,
} from "./accountProblems.js";
import { accountInput, passwordIn, textOf, useAddedAnswers, useAnswers } from "./useAnswers.js";
import { useFormFocus } from "./useFormFocus.js";

export declare namespace AccountForm {
  type Props = Omit<ComponentPropsWithoutRef<"form">, "method" | "noValidate">;
}

/**
 * The account form. It stays mounted, hidden, during the stages, so that nothing typed is lost and
 * password managers find it. It goes when the account is made.
 *
 * After a refusal the focus goes to the one field with a problem, or else to the `ErrorSummary`.
 */
export const AccountForm = forwardRef<HTMLFormElement, AccountForm.Props>(
  function AccountForm(props, ref) {
    const { registration } = useRegistrationView("Register.AccountForm");
    // React keeps the previous state of a mounted component.
    return registration?.status === "done" ? null : <LiveForm {...props} ref={ref} />;
  },
);

const LiveForm = forwardRef<HTMLFormElement, AccountForm.Props>(function LiveForm(
  { children, onSubmit, onChange, onCompositionEnd, ...rest },
  ref,
) {
  const { defaultValues, isLive, form: handle, validateAccount } = useApp("Register.AccountForm");
  const { isForGuestsAlone } = useHomeserverContext("Register.AccountForm");
  const { registration } = useRegistrationView("Register.AccountForm");
  const [element, setElement] = useState<HTMLFormElement | null>(null);
  useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element, [
    element,
  ]);
  const { last, fields } = useLastAsked(registration);
  const { readAnswers, addAnswer } = useAddedAnswers();
  const readInput = (values: AccountValues): AccountInput =>
    values.guest || isForGuestsAlone || fields === null
      ? { guest: true }
      : {
          ...accountInput(values, fields),
          ...passwordIn(element),
          ...readAnswers(),
        };
  const form = useForm<AccountValues>({
    defaultValues: {
      username: defaultValues.username ?? "",
      email: defaultValues.email ?? "",
      registrationToken: "",
      guest: false,
      acceptedPolicies: [],
    },
    resolver: (values) => {
      // Until its code is loaded, the registration finds the problems when it gets the form.
      const problems =
        last === null || fields === null || validateAccount === undefined
          ? []
          : validateAccount(readInput(values), fields, last.homeserver);
      return problems.length === 0
        ? { values, errors: {} }
        : { values: {}, errors: errorsOf(problems, element) };
    },
    // A field is reviewed by `markEdited`, once it has a problem.
    reValidateMode: "onSubmit",
    shouldFocusError: false,
  });
  const isShown = last !== null;
  const { username: initial = "" } = defaultValues;
  useEffect(() => {
    // The app may learn of a username before there is a form for it.
    if (!isShown) form.setValue("username", initial);
  }, [isShown, initial, form]);
  const keepTyped = useAnswers(registration, form, element, defaultValues.registrationToken);

  const told = problemsOf(registration);
  useToldProblems(told, form, element);
  const placeProblems = usePlaceProblems(form, element);
  const [refused, setRefused] = useState({ told, problems: noProblems });
  const { errors } = useFormState({ control: form.control });
  const focusField = useFormFocus({
    element,
    refusal: refused.told === told && refused.problems.length > 0 ? refused.problems : told,
    // Before its code is there, no problem is shown: the focus waits for the summary that may come.
    shown: validateAccount === undefined ? noProblems : allProblems(errors),
    hasProblems: told.length > 0,
    status: registration?.status,
  });
  const { markEdited, markSent } = useReview({ form, element, handle, keepTyped });

  const value = useMemo(
    () =>
      last === null || fields === null
        ? null
        : {
            fields,
            homeserver: last.homeserver,
            markEdited,
            addAnswer,
            placeProblems,
            focusField,
            // During a pause the user may change what is sent.
            isBusy: last.activity === "sending" || last.activity === "checking",
            isPaused: last.activity === "paused",
          },
    [last, fields, markEdited, addAnswer, placeProblems, focusField],
  );
  if (last === null || value === null) return null;

  const send = async () => {
    let found = noProblems;
    await form.handleSubmit(
      (values) => {
        if (registration?.status !== "account") return;
        markSent();
        void registration.submitAccount(readInput(values));
      },
      (errors) => {
        found = allProblems(errors);
      },
    )();
    if (found.length > 0) setRefused({ told, problems: found });
  };
  const markTyped = (target: EventTarget) => {
    const { name } = target as Partial<HTMLInputElement>;
    const field = accountFields.find((each) => each === name);
    if (field !== undefined) markEdited(field);
  };
  const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    onSubmit?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (registration?.status !== "account" || value.isBusy) return;
    for (const name of ["username", "email", "registrationToken"] as const) {
      const typed = textOf(event.currentTarget.elements, name);
      if (typed !== undefined) form.setValue(name, typed);
    }
    void send();
  };

  return (
    <RegistrationProvider value={last}>
      <FormProvider {...form}>
        <AccountFormProvider value={value}>
          <form
            ref={setElement}
            data-part="account-form"
            onKeyDownCapture={keepToComposition}
            aria-busy={value.isBusy ? true : undefined}
            {...rest}
            method="post"
            noValidate
            hidden={registration?.status !== "account"}
            onSubmit={handleSubmit}
            onChange={(event) => {
              onChange?.(event);
              if (!isComposing(event)) markTyped(event.target);
            }}
            onCompositionEnd={(event) => {
              onCompositionEnd?.(event);
              markTyped(event.target);
            }}
          >
            {/* A form from a server stays disabled until React can keep its values. */}
            <fieldset data-part="account-fields" role="presentation" disabled={!isLive}>
              {children}
            </fieldset>
          </form>
        </AccountFormProvider>
      </FormProvider>
    </RegistrationProvider>
  );
});

/** The problems that the registration tells, if any. */
function problemsOf(registration: UseRegister | null) {
  return registration?.status === "account" && registration.problems.length > 0
    ? registration.problems
    : noProblems;
}

/**
 * The registration, or the last one while another homeserver is looked for; and the fields it asks for,
 * or asked for last while the form is hidden. The values stay on the page meanwhile.
 */
function useLastAsked(registration: UseRegister | null): {
  readonly last: UseRegister | null;
  readonly fields: AccountFields | null;
} {
  const [last, setLast] = useState(registration);
  if (registration !== null && registration !== last) setLast(registration);
  const asked = registration?.status === "account" ? registration.fields : null;
  const [fields, setFields] = useState(asked);
  if (asked !== null && asked !== fields) setFields(asked);
  return { last: registration ?? last, fields: asked ?? fields };
}
