"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { usePasswordPolicy } from "../../react/usePasswordPolicy.js";
import { type AccountValues, useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Field } from "../ui/Field.js";
import { Icon } from "../ui/Icon.js";
import { type InputProps, joinIds } from "../ui/inputProps.js";
import { notRecorded, TextInput } from "../ui/TextInput.js";
import { PasswordRuleList } from "./PasswordRuleList.js";
import { PasswordStrength, strengths } from "./PasswordStrength.js";
import { autofillRules, passwordRules } from "./passwordRules.js";
import { useInputDerived } from "./useInputDerived.js";

export interface PasswordFieldProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: InputProps;
}

/** A password that is shown is forgotten, and seen by others. In ms. */
const shownFor = 30_000;

/**
 * The password: shown or hidden, with a word about Caps Lock and about signs that are hard to type,
 * the homeserver's rules, and how strong it is where the root has `estimateStrength`.
 *
 * What is typed stays in the input element alone: no React state, no attribute, no form library ever
 * has it. The form reads it when it is sent, and the element is emptied when it goes for good.
 */
export const PasswordField = forwardRef<HTMLDivElement, PasswordFieldProps>(function PasswordField(
  { inputProps, ...rest },
  ref,
) {
  const { run, translator, trust, fetch, announcements, clock, estimateStrength } =
    useRoot("Register.PasswordField");
  const { homeserver, isGuest } = useAccountForm("Register.PasswordField");
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  const [isShown, setIsShown] = useState(false);
  const [hasCapsLock, setHasCapsLock] = useState(false);
  const capsLockId = useId();
  const unusualId = useId();
  const username = useWatch({ control: useFormContext<AccountValues>().control, name: "username" });
  const hasUnusual = useInputDerived(input, isUnusual);
  const rules = passwordRules(usePasswordPolicy(homeserver, { trust, fetch, enabled: !isGuest }));

  const place = run === null ? null : homeserver.baseUrl;
  const meantFor = useRef(place);
  useEffect(() => {
    // A password that was meant for one homeserver does not stay for another, nor for another way.
    if (meantFor.current === place) return;
    meantFor.current = place;
    if (input === null) return;
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, [place, input]);

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

  useEffect(() => {
    if (!isShown) return undefined;
    return clock.wait(shownFor, () => {
      setIsShown(false);
      announcements.announce(translator.text("password.hidden"));
    });
  }, [isShown, clock, announcements, translator]);

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
      texts={[
        translator.text("password.capsLock"),
        translator.text("password.unusual"),
        ...(estimateStrength === undefined
          ? []
          : strengths.map((strength) => translator.text(`password.strength.${strength}`))),
      ]}
      below={rules.length > 0 && <PasswordRuleList input={input} rules={rules} />}
      describedBy={joinIds(hasCapsLock && capsLockId, hasUnusual && unusualId)}
      inputProps={inputProps}
      {...rest}
      control={(control) => (
        <div data-part="password-control">
          <TextInput
            {...control}
            {...notRecorded}
            {...autofillRules(rules)}
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
      <p data-part="unusual-characters" id={unusualId} aria-live="polite">
        {hasUnusual && translator.text("password.unusual")}
      </p>
      <PasswordStrength input={input} username={username} />
    </Field>
  );
});

/** ASCII is on every keyboard, and every homeserver reads it the same. */
function isUnusual(text: string): boolean {
  return /[^ -~]/.test(text);
}
