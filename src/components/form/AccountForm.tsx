"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type SubmitEvent,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { RegistrationProvider } from "../../react/RegistrationContext.js";
import type { AccountField, Problem } from "../../uia/machine/problem.js";
import type { AccountInput } from "../../uia/machine/types.js";
import { validateAccount } from "../../uia/machine/validateAccount.js";
import { AccountFormProvider, type AccountValues } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { accountInput, passwordIn, textOf } from "./formInputs.js";
import { useExtraAnswers } from "./useExtraAnswers.js";
import { useFieldProblems } from "./useFieldProblems.js";
import { useFormFocus } from "./useFormFocus.js";
import { useKeptAnswers } from "./useKeptAnswers.js";
import { useKnownAnswers, useTokenOf } from "./useKnownAnswers.js";
import { usePreviousNonNull } from "./usePreviousNonNull.js";

export type AccountFormProps = Omit<ComponentPropsWithoutRef<"form">, "method" | "noValidate">;

/**
 * The form of the account. It stays, hidden, while stages are done, so that nothing typed is lost and
 * password managers find it; it goes when the account is made.
 *
 * After a refusal the focus goes to the one field it is about, or else to the `ErrorSummary`.
 */
export const AccountForm = forwardRef<HTMLFormElement, AccountFormProps>(
  function AccountForm(props, ref) {
    const { run } = useRoot("Register.AccountForm");
    // As long as a component is there, React holds on to what it held before.
    return run?.status === "done" ? null : <LiveForm {...props} ref={ref} />;
  },
);

const LiveForm = forwardRef<HTMLFormElement, AccountFormProps>(function LiveForm(
  { children, onSubmit, onChange, ...rest },
  ref,
) {
  const root = useRoot("Register.AccountForm");
  const { run, isForGuestsAlone, translator, defaultValues, isLive, resubmission } = root;
  const { usernameSoFar } = root;
  const form = useForm<AccountValues>({
    defaultValues: {
      username: defaultValues.username ?? "",
      email: defaultValues.email ?? "",
      registrationToken: "",
      guest: false,
      acceptedPolicies: [],
    },
  });
  const [element, setElement] = useState<HTMLFormElement | null>(null);
  useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element, [
    element,
  ]);
  useKnownAnswers(run, form);
  useTokenOf(run?.homeserver.baseUrl, defaultValues.registrationToken, form);
  useEffect(() => usernameSoFar.offer(() => form.getValues("username")), [usernameSoFar, form]);
  const wantsGuest = useWatch({ control: form.control, name: "guest" });
  const isGuest = wantsGuest || isForGuestsAlone;
  // What to ask for; while the form is hidden, what was asked for last.
  const fields = usePreviousNonNull(run?.status === "account" ? run.fields : null);
  const told = run?.status === "account" ? run.problems : noProblems;
  const { readAnswers, addAnswer } = useExtraAnswers();
  // While another homeserver is looked for, the parts go by the run before: what was typed stays.
  const lastRun = usePreviousNonNull(run);
  const readInput = useCallback(
    (): AccountInput =>
      isGuest || fields === null
        ? { guest: true }
        : {
            ...accountInput(form.getValues(), fields, translator.tag),
            ...passwordIn(element),
            ...readAnswers(),
          },
    [isGuest, fields, form, translator, element, readAnswers],
  );
  const validate = useCallback(
    () =>
      lastRun === null || fields === null
        ? noProblems
        : validateAccount(readInput(), fields, lastRun.homeserver),
    [lastRun, fields, readInput],
  );
  const { problems, isEdited, review } = useFieldProblems(told, isGuest, validate);
  const keepTyped = useKeptAnswers(run, form, element);
  const markEdited = useCallback(
    (field: AccountField) => {
      review(field);
      keepTyped();
    },
    [review, keepTyped],
  );
  const { placed, addField } = usePlacedFields();

  const focusField = useFormFocus(element, told, run?.status);

  useEffect(() => {
    if (!isEdited) return undefined;
    return resubmission.offer(() => {
      element?.requestSubmit();
    });
  }, [resubmission, isEdited, element]);

  const value = useMemo(
    () =>
      lastRun === null || fields === null
        ? null
        : {
            fields,
            homeserver: lastRun.homeserver,
            problems,
            unplaced: problems.filter(({ field }) => field === undefined || !placed.has(field)),
            markEdited,
            addField,
            addAnswer,
            focusField,
            isGuest,
            // A pause can be used to change what is to be sent.
            isBusy: lastRun.activity === "sending" || lastRun.activity === "checking",
          },
    [lastRun, fields, problems, placed, markEdited, addField, addAnswer, focusField, isGuest],
  );
  if (lastRun === null || value === null) return null;

  const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    onSubmit?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (run?.status !== "account" || value.isBusy) return;
    const { elements } = event.currentTarget;
    // What a password manager fills in without an event is in the element alone.
    for (const name of ["username", "email", "registrationToken"] as const) {
      const typed = textOf(elements, name);
      if (typed !== undefined) form.setValue(name, typed);
    }
    void form.handleSubmit(() => run.submitAccount(readInput()))();
  };

  return (
    <RegistrationProvider value={lastRun}>
      <FormProvider {...form}>
        <AccountFormProvider value={value}>
          <form
            ref={setElement}
            data-part="account-form"
            aria-busy={value.isBusy ? true : undefined}
            {...rest}
            method="post"
            noValidate
            hidden={run?.status !== "account"}
            onSubmit={handleSubmit}
            onChange={(event) => {
              onChange?.(event);
              const { name } = event.target as Partial<HTMLInputElement>;
              const field = accountFields.find((each) => each === name);
              if (field !== undefined) markEdited(field);
            }}
          >
            {/* A form from a server takes nothing before its page can keep it. */}
            <fieldset data-part="account-fields" role="presentation" disabled={!isLive}>
              {children}
            </fieldset>
          </form>
        </AccountFormProvider>
      </FormProvider>
    </RegistrationProvider>
  );
});

const noProblems: readonly Problem[] = [];
const accountFields: readonly AccountField[] = [
  "username",
  "password",
  "email",
  "phone",
  "registrationToken",
  "policies",
];

/** The fields that are on the page. */
function usePlacedFields() {
  const [placed, setPlaced] = useState<ReadonlySet<AccountField>>(new Set());
  const addField = useCallback((field: AccountField) => {
    setPlaced((before) => new Set(before).add(field));
    return () => {
      setPlaced((before) => new Set([...before].filter((each) => each !== field)));
    };
  }, []);
  return { placed, addField };
}
