"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useId, useState } from "react";
import { useFormContext } from "react-hook-form";
import type { Translator } from "../../locales/createTranslator.js";
import { readUsername } from "../../protocol/guards/identifiers.js";
import { useLateModule } from "../../react/useLateModule.js";
import {
  type UsernameAvailability,
  useAvailabilityOf,
  useUsernameChecks,
} from "../../react/useUsernameAvailability.js";
import { usernameProblem } from "../../uia/machine/form/usernameProblem.js";
import type { AccountFields } from "../../uia/machine/types.js";
import { type AccountValues, useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import { useApp, useRegistrationView } from "../context/contexts.js";
import { Paragraph, TextInput } from "../ui/Elements.js";
import { type InputProps, joinIds } from "../ui/Field.js";
import { Text } from "../ui/Text.js";
import { useFieldProblems } from "./accountProblems.js";
import { FormField, useRegistered } from "./FormField.js";
import { LateSuggestions, suggestionModule } from "./username/LateSuggestions.js";
import { useRestedUsername } from "./username/useRestedUsername.js";

export declare namespace UsernameField {
  interface Props extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
    /** For the `input` itself. */
    readonly inputProps?: InputProps;
    /** Whether the server name stands in the field, after the input. Default: true. */
    readonly suffix?: boolean | undefined;
  }
}

/** The example name with which the field reserves room for a user ID. */
const usualName = "username";

/** The length up to which a server name can be read in the field, where it is cut otherwise. */
const readableLength = 20;

/**
 * The username, followed by the server name, and advice while the user types: whether it is free, its right
 * spelling. The user ID is told where that differs from what the field shows. If the field is empty, the
 * homeserver chooses a name.
 */
export const UsernameField = forwardRef<HTMLDivElement, UsernameField.Props>(function UsernameField(
  { inputProps, suffix = true, ...rest },
  ref,
) {
  const { translator, trust, fetch } = useApp("Register.UsernameField");
  const { registration } = useRegistrationView("Register.UsernameField");
  const { fields, homeserver, markEdited, focusField } = useAccountForm("Register.UsernameField");
  const { serverName } = homeserver;
  const isGuest = useIsGuest("Register.UsernameField");
  const { setValue } = useFormContext<AccountValues>();
  const username = useRestedUsername();
  const statusId = useId();
  const suffixId = useId();
  const lockedUsername = fields.username === "locked" ? registration?.username : undefined;
  const isLocked = lockedUsername !== undefined;
  useEffect(() => {
    if (lockedUsername !== undefined) setValue("username", lockedUsername);
  }, [lockedUsername, setValue]);

  const advice = isLocked ? undefined : usernameProblem(username, serverName);
  const { module: suggestions } = useLateModule(suggestionModule, advice !== undefined);
  const given = readUsername(username);
  const [spelled = ""] = suggestions?.suggestUsernames(given, serverName, "invalid") ?? [];
  /** The name in its right spelling; empty if it has none. */
  const meant = advice === undefined ? given : (advice.suggestion ?? spelled);

  const checks = useUsernameChecks({ homeserver, trust, fetch });
  const isChecking =
    !isGuest && !isLocked && registration?.status === "account" && registration.activity === "idle";
  const availability = useAvailabilityOf(meant === "" ? username : meant, checks, isChecking);
  const [problem] = useFieldProblems("username");
  const isUnavailable =
    unavailable.includes(availability.status) || refusals.includes(problem?.code ?? "");
  const isRefused =
    problem !== undefined ||
    isUnavailable ||
    (advice !== undefined && advice.suggestion === undefined);
  /** The name that was taken from those the homeserver called free: its status is read with the field. */
  const [takenFree, setTakenFree] = useState<string | null>(null);
  const registered = useRegistered("username", inputProps);
  const ofServer = suffix ? serverName : undefined;
  const isIdShown =
    meant === username && ofServer !== undefined && ofServer.length <= readableLength;

  const preview = (name: string) => ({ userId: `@${name}:${serverName ?? ""}` });
  const available = translator.text("username.available");

  const takeSuggestion = (name: string, isFree: boolean) => {
    setValue("username", name);
    setTakenFree(isFree ? name : null);
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
      describedBy={joinIds(ofServer !== undefined && suffixId, statusId)}
      inputProps={inputProps}
      {...rest}
      control={(control) => (
        // A user ID reads from left to right in every language.
        <div data-part="username-control" dir="ltr">
          <span>
            <TextInput {...control} {...registered} autoComplete="username" readOnly={isLocked} />
          </span>
          {ofServer !== undefined && (
            <span
              data-part="username-suffix"
              id={suffixId}
              // The input has it as its description. It is not read out a second time.
              aria-hidden="true"
              translate="no"
              title={ofServer}
              onClick={() => focusField("username")}
            >
              {`:${ofServer}`}
            </span>
          )}
        </div>
      )}
    >
      <Paragraph
        data-part="username-status"
        id={statusId}
        aria-live={given === takenFree ? "off" : "polite"}
      >
        {problem === undefined &&
          (advice === undefined
            ? availabilityText(availability, translator)
            : translator.text(adviceTexts[advice.code]))}
      </Paragraph>
      {meant !== "" && !isRefused && !isIdShown && serverName !== undefined && !isLocked && (
        <Paragraph data-part="username-preview">
          <Text parts={translator.parts("username.preview", preview(meant))} />
        </Paragraph>
      )}
      {meant !== "" && !isLocked && (isUnavailable || meant !== given) && (
        <LateSuggestions
          meant={meant}
          reason={isUnavailable ? "unavailable" : "invalid"}
          availability={availability}
          checks={checks}
          enabled={isChecking}
          onTake={takeSuggestion}
        />
      )}
    </FormField>
  );
});

/** Answers and problems after which other names are offered. */
const unavailable: readonly string[] = ["taken", "invalid", "reserved"];
const refusals: readonly string[] = ["usernameTaken", "usernameRefused", "usernameReserved"];

const adviceTexts = {
  usernameInvalid: "problem.usernameInvalid",
  usernameTooLong: "problem.usernameTooLong",
  usernameUpperCase: "problem.usernameUpperCase",
} as const;

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
