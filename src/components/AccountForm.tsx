"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type SubmitEvent,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { FormProvider, type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { RegistrationProvider } from "../react/RegistrationContext.js";
import type { UseRegister } from "../react/useRegister.js";
import type { AccountField, Problem } from "../uia/problem.js";
import type { AccountAnswers, AccountFields, AccountInput, Status } from "../uia/types.js";
import { AccountFormProvider, type AccountValues } from "./AccountFormContext.js";
import { stillShown } from "./PolicyChoices.js";
import { useRoot } from "./RootContext.js";

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
  const fields = useLastFields(run);
  const told = run?.status === "account" ? run.problems : noProblems;
  const { problems, edited, markEdited } = useUnedited(told, isGuest);
  const { placed, addField } = usePlacedFields();
  const { readAnswers, addAnswer } = useFurtherAnswers();
  const unplaced = problems.filter(({ field }) => field === undefined || !placed.has(field));

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
  useFocusOnReturn(run?.status, told.length > 0, element);

  const wasEdited = edited.size > 0;
  useEffect(() => {
    if (!wasEdited) return undefined;
    return resubmission.offer(() => {
      element?.requestSubmit();
    });
  }, [resubmission, wasEdited, element]);

  // While another homeserver is looked for, the parts go by the run before: what was typed stays.
  const lastRun = useLast(run);
  const value = useMemo(
    () =>
      lastRun === null || fields === null
        ? null
        : {
            fields,
            homeserver: lastRun.homeserver,
            problems,
            unplaced,
            markEdited,
            addField,
            addAnswer,
            focusField,
            isGuest,
            // A pause can be used to change what is to be sent.
            isBusy: lastRun.activity === "sending" || lastRun.activity === "checking",
          },
    [lastRun, fields, problems, unplaced, markEdited, addField, addAnswer, focusField, isGuest],
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
    void form.handleSubmit(async (values) => {
      const password = textOf(elements, "password");
      const input: AccountInput = isGuest
        ? { guest: true }
        : { ...accountInput(values, password, value.fields, translator.tag), ...readAnswers() };
      await run.submitAccount(input);
    })();
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
const nothingEdited: ReadonlySet<AccountField> = new Set();
const accountFields: readonly AccountField[] = [
  "username",
  "password",
  "email",
  "phone",
  "registrationToken",
  "policies",
];

/** The inputs of a field; those of the host's own stages have names of their own. */
function inputsOf(field: AccountField, element: HTMLFormElement | null): readonly HTMLElement[] {
  if (field === "stages") {
    const ofStages = '[data-part="stage-fields"] :is(input, select, textarea)';
    return [...(element?.querySelectorAll<HTMLElement>(ofStages) ?? [])];
  }
  const control = element?.elements.namedItem(field);
  const controls = control instanceof RadioNodeList ? [...control] : [control];
  return controls.filter((each) => each instanceof HTMLInputElement);
}

function textOf(elements: HTMLFormControlsCollection, name: string): string | undefined {
  const control = elements.namedItem(name);
  return control instanceof HTMLInputElement ? control.value : undefined;
}

/** What was filled in, without what is not asked for. */
function accountInput(
  values: AccountValues,
  password: string | undefined,
  fields: AccountFields,
  languageTag: string,
): AccountInput {
  return {
    ...(values.username !== "" && { username: values.username }),
    ...(password !== undefined && { password }),
    ...(fields.email !== "absent" && values.email !== "" && { email: values.email }),
    ...(fields.registrationToken !== "absent" &&
      values.registrationToken !== "" && { registrationToken: values.registrationToken }),
    acceptedPolicies: stillShown(values.acceptedPolicies, fields.policies, languageTag),
  };
}

/** What to ask for; while the form is hidden, what was asked for last. */
function useLastFields(run: UseRegister | null): AccountFields | null {
  return useLast(run?.status === "account" ? run.fields : null);
}

/** A value, or what it was last. */
function useLast<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}

/** A registration token is for one homeserver: neither one that was given nor a typed one goes to another. */
function useTokenOf(
  baseUrl: string | undefined,
  given: string | undefined,
  form: UseFormReturn<AccountValues>,
) {
  const meantFor = useRef<string>(undefined);
  useEffect(() => {
    if (baseUrl === undefined || meantFor.current === baseUrl) return;
    meantFor.current = baseUrl;
    form.setValue("registrationToken", given ?? "");
  }, [baseUrl, given, form]);
}

/**
 * Fills in what the run knows from before a reload, where nothing else is yet, and an address that
 * was changed in its stage.
 */
function useKnownAnswers(run: UseRegister | null, form: UseFormReturn<AccountValues>) {
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

/** The problems without those whose field was changed since they were told, or is not asked for. */
function useUnedited(told: readonly Problem[], isGuest: boolean) {
  const [change, setChange] = useState({ told, fields: nothingEdited });
  const edited = change.told === told ? change.fields : nothingEdited;
  const markEdited = useCallback(
    (field: AccountField) => {
      setChange((before) => {
        if (before.told !== told) return { told, fields: new Set([field]) };
        return before.fields.has(field)
          ? before
          : { told, fields: new Set(before.fields).add(field) };
      });
    },
    [told],
  );
  const problems = useMemo(
    () => told.filter(({ field }) => field === undefined || !(isGuest || edited.has(field))),
    [told, edited, isGuest],
  );
  return { problems, edited, markEdited };
}

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

/** What parts of the form read themselves, since react-hook-form does not keep it. */
function useFurtherAnswers() {
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
