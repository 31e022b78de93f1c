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
import { identityOf } from "../../../discovery/homeserver.js";
import { useLateModule } from "../../../react/useLateModule.js";
import { usePasswordPolicy } from "../../../react/usePasswordPolicy.js";
import { lateModule } from "../../../uia/browser/lateModule.js";
import { useAccountForm, useIsGuest } from "../../context/AccountFormContext.js";
import { strengths } from "../../context/appTypes.js";
import { useApp, useRegistrationView } from "../../context/contexts.js";
import { ActionButton } from "../../ui/ActionButton.js";
import { notRecorded, Paragraph, PasswordInput } from "../../ui/Elements.js";
import { type InputProps, joinIds } from "../../ui/Field.js";
import { Icon } from "../../ui/Icon.js";
import { FormField } from "../FormField.js";
import { autofillRules, passwordRules } from "./passwordRules.js";
import { useInputDerived } from "./useInputDerived.js";

export declare namespace PasswordField {
  interface Props extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
    /** For the `input` itself. */
    readonly inputProps?: InputProps;
  }
}

/** The rules and the strength. Without them the homeserver judges the password all the same. */
export const passwordAdvice = lateModule(() => import("./passwordAdvice.js"));

/** The time in ms after which a shown password is hidden again: users forget it, and others see it. */
const shownFor = 30_000;

/**
 * The password, shown or hidden. It warns of Caps Lock and of characters that are hard to type, and
 * shows the homeserver's rules. With the root's `estimateStrength` it shows the strength.
 *
 * The password stays in the input element: no React state, no attribute and no form library holds it.
 * The form reads it when it is sent. The element is emptied when it is removed for good.
 */
export const PasswordField = forwardRef<HTMLDivElement, PasswordField.Props>(function PasswordField(
  { inputProps, ...rest },
  ref,
) {
  const { translator, trust, fetch, announcements, clock, estimateStrength } =
    useApp("Register.PasswordField");
  const { registration } = useRegistrationView("Register.PasswordField");
  const { homeserver } = useAccountForm("Register.PasswordField");
  const isGuest = useIsGuest("Register.PasswordField");
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  const [isShown, setIsShown] = useState(false);
  const [hasCapsLock, setHasCapsLock] = useState(false);
  const capsLockId = useId();
  const unusualId = useId();
  const hasUnusual = useInputDerived(input, isUnusual);
  const hint = translator.text("password.hint");
  const rules = passwordRules(usePasswordPolicy(homeserver, { trust, fetch, enabled: !isGuest }));
  const hasAdvice = rules.length > 0 || estimateStrength !== undefined;
  const { module: advice } = useLateModule(passwordAdvice, hasAdvice);

  const place = registration === null ? null : identityOf({ homeserver, trust });
  const typedFor = useRef(place);
  useEffect(() => {
    // The password goes to no other homeserver, and to no other method.
    if (typedFor.current === place) return;
    typedFor.current = place;
    if (input === null) return;
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, [place, input]);

  useEffect(() => {
    if (input === null) return undefined;
    const hide = () => {
      setIsShown(false);
    };
    const { form, ownerDocument } = input;
    const { defaultView } = ownerDocument;
    form?.addEventListener("submit", hide);
    defaultView?.addEventListener("blur", hide);
    return () => {
      form?.removeEventListener("submit", hide);
      defaultView?.removeEventListener("blur", hide);
      // It is still in the document when React only rehearses or hides the tree.
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
    <FormField
      ref={ref}
      data-part="password-field"
      field="password"
      label={translator.text("password.label")}
      hint={hint}
      isRequired
      texts={[
        hint,
        translator.text("password.capsLock"),
        translator.text("password.unusual"),
        ...(estimateStrength === undefined
          ? []
          : strengths.map((strength) => translator.text(`password.strength.${strength}`))),
      ]}
      below={
        advice !== null &&
        rules.length > 0 && <advice.PasswordRuleList input={input} rules={rules} />
      }
      describedBy={joinIds(hasCapsLock && capsLockId, hasUnusual && unusualId)}
      inputProps={inputProps}
      {...rest}
      control={(control) => (
        <div data-part="password-control">
          <PasswordInput
            {...control}
            {...notRecorded}
            {...autofillRules(rules)}
            ref={setInput}
            type={isShown ? "text" : "password"}
            name="password"
            autoComplete="new-password"
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
          >
            <ActionButton
              data-part="show-password"
              aria-pressed={isShown}
              aria-controls={control.id}
              onClick={toggle}
            >
              <Icon name={isShown ? "hidePassword" : "showPassword"} />
              <span data-part="show-password-label">{translator.text("password.show")}</span>
            </ActionButton>
          </PasswordInput>
        </div>
      )}
    >
      <Paragraph data-part="caps-lock" id={capsLockId} aria-live="polite">
        {hasCapsLock && translator.text("password.capsLock")}
      </Paragraph>
      <Paragraph data-part="unusual-characters" id={unusualId} aria-live="polite">
        {hasUnusual && translator.text("password.unusual")}
      </Paragraph>
      {advice !== null && <advice.PasswordStrength input={input} />}
    </FormField>
  );
});

/** Whether a text has characters beyond ASCII, which some keyboards lack and homeservers may read differently. */
function isUnusual(text: string): boolean {
  return /[^ -~]/.test(text);
}
