"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type KeyboardEvent,
  type ReactElement,
  useCallback,
  useEffect,
  useId,
  useState,
  useSyncExternalStore,
} from "react";
import { usePasswordPolicy } from "../react/usePasswordPolicy.js";
import { useAccountForm } from "./AccountFormContext.js";
import { ActionButton } from "./ActionButton.js";
import { Field } from "./Field.js";
import { Icon } from "./Icon.js";
import { isMet, type PasswordRule, passwordRules } from "./passwordRules.js";
import { useRoot } from "./RootContext.js";
import { notRecorded, TextInput } from "./TextInput.js";

export interface PasswordFieldProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: Omit<ComponentPropsWithoutRef<"input">, "value" | "defaultValue" | "type">;
}

/**
 * The password: shown or hidden, with a word about Caps Lock and the homeserver's rules.
 *
 * What is typed stays in the input element alone: no React state, no attribute, no form library ever
 * has it. The form reads it when it is sent, and the element is emptied when it goes for good.
 */
export const PasswordField = forwardRef<HTMLDivElement, PasswordFieldProps>(function PasswordField(
  { inputProps, ...rest },
  ref,
) {
  const { translator, fetch, announcements } = useRoot("Register.PasswordField");
  const { homeserver, isGuest } = useAccountForm("Register.PasswordField");
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  const [isShown, setIsShown] = useState(false);
  const [hasCapsLock, setHasCapsLock] = useState(false);
  const capsLockId = useId();
  const rules = passwordRules(usePasswordPolicy(homeserver, { fetch, enabled: !isGuest }));

  useEffect(() => {
    if (input === null) return undefined;
    const hide = () => {
      setIsShown(false);
    };
    const { form } = input;
    form?.addEventListener("submit", hide);
    window.addEventListener("blur", hide);
    return () => {
      form?.removeEventListener("submit", hide);
      window.removeEventListener("blur", hide);
      // Still in the document when React only rehearses or hides the tree.
      if (!input.isConnected) input.value = "";
    };
  }, [input]);

  const toggle = () => {
    setIsShown(!isShown);
    announcements.announce(translator.text(isShown ? "password.hidden" : "password.shown"));
  };
  const readCapsLock = (event: KeyboardEvent) => {
    setHasCapsLock(event.getModifierState("CapsLock"));
  };

  return (
    <Field
      ref={ref}
      data-part="password-field"
      field="password"
      label={translator.text("password.label")}
      required
      describedBy={hasCapsLock ? capsLockId : undefined}
      {...rest}
      control={(control) => (
        <div data-part="password-control">
          <TextInput
            {...inputProps}
            {...control}
            {...notRecorded}
            ref={setInput}
            type={isShown ? "text" : "password"}
            name="password"
            autoComplete="new-password"
            dir={undefined}
            onKeyDown={(event) => {
              inputProps?.onKeyDown?.(event);
              readCapsLock(event);
            }}
            onKeyUp={(event) => {
              inputProps?.onKeyUp?.(event);
              readCapsLock(event);
            }}
            onBlur={(event) => {
              inputProps?.onBlur?.(event);
              setHasCapsLock(false);
            }}
          />
          <ActionButton
            data-part="show-password"
            aria-pressed={isShown}
            aria-controls={control.id}
            onClick={toggle}
          >
            <Icon name={isShown ? "hidePassword" : "showPassword"} />
            <span data-part="show-password-label">{translator.text("password.show")}</span>
          </ActionButton>
        </div>
      )}
    >
      <p data-part="caps-lock" id={capsLockId} aria-live="polite">
        {hasCapsLock && translator.text("password.capsLock")}
      </p>
      {rules.length > 0 && <PasswordRules input={input} rules={rules} />}
    </Field>
  );
});

/** The homeserver's rules, each with a word on whether it is met. */
function PasswordRules({
  input,
  rules,
}: {
  input: HTMLInputElement | null;
  rules: readonly PasswordRule[];
}): ReactElement {
  const { translator } = useRoot("Register.PasswordField");
  const subscribe = useCallback(
    (listener: () => void) => {
      input?.addEventListener("input", listener);
      return () => input?.removeEventListener("input", listener);
    },
    [input],
  );
  // React is told which rules are met, never what was typed.
  const met = useSyncExternalStore(
    subscribe,
    () => rules.map((rule) => (isMet(rule, input?.value ?? "") ? "1" : "0")).join(""),
    () => "",
  );
  return (
    <div data-part="password-rules">
      <p>{translator.text("password.rules")}</p>
      <ul>
        {rules.map((rule, index) => {
          const isRuleMet = met[index] === "1";
          return (
            <li key={rule.rule} data-part="password-rule" data-met={isRuleMet ? "" : undefined}>
              <span>
                {rule.rule === "minimumLength"
                  ? translator.text("password.rule.minimumLength", { count: rule.count })
                  : translator.text(`password.rule.${rule.rule}`)}
              </span>{" "}
              <span data-part="password-rule-state">
                {translator.text(isRuleMet ? "password.met" : "password.notMet")}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
