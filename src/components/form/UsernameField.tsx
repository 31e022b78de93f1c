"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useId } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { Translator } from "../../locales/createTranslator.js";
import { problemText } from "../../locales/problemText.js";
import { readUsername } from "../../protocol/guards/identifiers.js";
import {
  type UsernameAvailability,
  useUsernameAvailability,
} from "../../react/useUsernameAvailability.js";
import { usernameProblem } from "../../uia/machine/form/usernameProblem.js";
import type { AccountFields } from "../../uia/machine/types.js";
import { type AccountValues, useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import { useApp, useRegistrationView } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph, TextInput } from "../ui/Elements.js";
import type { InputProps } from "../ui/Field.js";
import { Text } from "../ui/Text.js";
import { useFieldProblems } from "./accountProblems.js";
import { FormField, useRegistered } from "./FormField.js";

export declare namespace UsernameField {
  interface Props extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
    /** For the `input` itself. */
    readonly inputProps?: InputProps;
  }
}

/** The example name with which the field reserves room for a user ID. */
const usualName = "username";

/**
 * The username, and advice while the user types: whether it is free, its right spelling, the user ID.
 * If it is empty, the homeserver chooses one.
 */
export const UsernameField = forwardRef<HTMLDivElement, UsernameField.Props>(function UsernameField(
  { inputProps, ...rest },
  ref,
) {
  const { translator, trust, fetch } = useApp("Register.UsernameField");
  const { registration } = useRegistrationView("Register.UsernameField");
  const { fields, homeserver, markEdited, focusField } = useAccountForm("Register.UsernameField");
  const { serverName } = homeserver;
  const isGuest = useIsGuest("Register.UsernameField");
  const { setValue } = useFormContext<AccountValues>();
  const username = useWatch<AccountValues, "username">({ name: "username" });
  const statusId = useId();
  const lockedUsername = fields.username === "locked" ? registration?.username : undefined;
  const isLocked = lockedUsername !== undefined;
  useEffect(() => {
    if (lockedUsername !== undefined) setValue("username", lockedUsername);
  }, [lockedUsername, setValue]);

  const availability = useUsernameAvailability(username, {
    homeserver,
    trust,
    fetch,
    enabled:
      !isGuest &&
      !isLocked &&
      registration?.status === "account" &&
      registration.activity === "idle",
  });
  const advice = isLocked ? undefined : usernameProblem(username, serverName);
  const hasProblem = useFieldProblems("username").length > 0;
  const asked = advice?.suggestion ?? readUsername(username);
  const isRefused =
    hasProblem ||
    !["idle", "checking", "available", "unknown"].includes(availability.status) ||
    (advice !== undefined && advice.suggestion === undefined);
  const registered = useRegistered("username", inputProps);

  const preview = (name: string) => ({ userId: `@${name}:${serverName ?? ""}` });
  const available = translator.text("username.available");

  const takeSuggestion = (suggestion: string) => {
    setValue("username", suggestion);
    markEdited("username");
    focusField("username");
  };

  return (
    <FormField
      ref={ref}
      data-part="username-field"
      data-availability={availability.status}
      field="username"
      label={translator.text("username.label")}
      hint={translator.text(hintOf(fields))}
      texts={[
        serverName === undefined
          ? available
          : `${available} ${translator.text("username.preview", preview(usualName))}`,
        translator.text("username.unknown"),
      ]}
      below={
        advice?.suggestion !== undefined && (
          <ActionButton
            data-part="suggestion"
            onClick={() => {
              takeSuggestion(asked);
            }}
          >
            <span>
              <Text
                parts={translator.text("username.useSuggestion", { suggestion: asked })}
                names={[asked]}
              />
            </span>
          </ActionButton>
        )
      }
      describedBy={statusId}
      inputProps={inputProps}
      {...rest}
      control={(control) => (
        <TextInput {...control} {...registered} autoComplete="username" readOnly={isLocked} />
      )}
    >
      <Paragraph data-part="username-status" id={statusId} aria-live="polite">
        {!hasProblem &&
          (advice === undefined
            ? availabilityText(availability, translator)
            : problemText(advice, translator))}
      </Paragraph>
      {asked !== "" && !isRefused && serverName !== undefined && !isLocked && (
        <Paragraph data-part="username-preview">
          <Text
            parts={translator.parts("username.preview", preview(asked))}
            tags={{
              id: (children) => (
                <bdi dir="ltr" translate="no">
                  {children}
                </bdi>
              ),
            }}
          />
        </Paragraph>
      )}
    </FormField>
  );
});

/** Some homeservers make a name that is left out from the email address. */
function hintOf({ username, email }: AccountFields) {
  if (username === "locked") return "username.lockedHint";
  if (username === "required") return "username.requiredHint";
  return email === "absent" ? "username.hint" : "username.emailHint";
}

/** The text of the availability. Empty during a check: a screen reader would read it after every key. */
function availabilityText({ status }: UsernameAvailability, translator: Translator): string {
  switch (status) {
    case "idle":
    case "checking":
      return "";
    case "available":
      return translator.text("username.available");
    case "taken":
      return translator.text("problem.usernameTaken");
    case "invalid":
      return translator.text("problem.usernameRefused");
    case "reserved":
      return translator.text("problem.usernameReserved");
    case "unknown":
      return translator.text("username.unknown");
  }
}
