"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useId } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { Translator } from "../../locales/createTranslator.js";
import { problemText } from "../../locales/problemText.js";
import {
  type UsernameAvailability,
  useUsernameAvailability,
} from "../../react/useUsernameAvailability.js";
import { usernameProblem } from "../../uia/machine/validateAccount.js";
import { type AccountValues, useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Field } from "../ui/Field.js";
import { type InputProps, useRegistered } from "../ui/inputProps.js";
import { Text } from "../ui/Text.js";
import { TextInput } from "../ui/TextInput.js";

export interface UsernameFieldProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: InputProps;
}

/** Stands for the name that is not typed yet, where room is kept for a user ID. */
const usualName = "username";

/**
 * The username, and what is known about it while it is typed: whether it is free, how it would have
 * to be written, which user ID it asks for. Left empty, the homeserver chooses one.
 */
export const UsernameField = forwardRef<HTMLDivElement, UsernameFieldProps>(function UsernameField(
  { inputProps, ...rest },
  ref,
) {
  const { translator, trust, fetch, run } = useRoot("Register.UsernameField");
  const { fields, homeserver, isGuest, problems, markEdited, focusField } =
    useAccountForm("Register.UsernameField");
  const { serverName } = homeserver;
  const { control: form, setValue } = useFormContext<AccountValues>();
  const username = useWatch({ control: form, name: "username" });
  const statusId = useId();
  const lockedUsername = fields.username === "locked" ? run?.username : undefined;
  const isLocked = lockedUsername !== undefined;
  useEffect(() => {
    if (lockedUsername !== undefined) setValue("username", lockedUsername);
  }, [lockedUsername, setValue]);

  const availability = useUsernameAvailability(username, {
    homeserver,
    trust,
    fetch,
    enabled: !isGuest && !isLocked && run?.status === "account" && run.activity === "idle",
  });
  const advice = isLocked ? undefined : usernameProblem(username, serverName);
  const isTold = problems.some(({ field }) => field === "username");
  const asked = advice?.suggestion ?? username;
  const isRefused =
    isTold ||
    !["idle", "checking", "available", "unknown"].includes(availability.status) ||
    (advice !== undefined && advice.suggestion === undefined);
  const registered = useRegistered("username", inputProps);

  const preview = (name: string) => ({ userId: `@${name}:${serverName ?? ""}` });
  const available = translator.text("username.available");

  const takeSuggestion = (suggestion: string) => {
    setValue("username", suggestion, { shouldDirty: true });
    markEdited("username");
    focusField("username");
  };

  return (
    <Field
      ref={ref}
      data-part="username-field"
      data-availability={availability.status}
      field="username"
      label={translator.text("username.label")}
      hint={translator.text(isLocked ? "username.lockedHint" : "username.hint")}
      texts={[
        serverName === undefined
          ? available
          : `${available} ${translator.text("username.preview", preview(usualName))}`,
        translator.text("username.unknown"),
      ]}
      describedBy={statusId}
      below={
        advice?.suggestion !== undefined && (
          <ActionButton
            data-part="suggestion"
            onClick={() => {
              takeSuggestion(asked);
            }}
          >
            <span>{translator.text("username.useSuggestion", { suggestion: asked })}</span>
          </ActionButton>
        )
      }
      inputProps={inputProps}
      {...rest}
      control={(control) => (
        <TextInput {...control} {...registered} autoComplete="username" readOnly={isLocked} />
      )}
    >
      <p data-part="username-status" id={statusId} aria-live="polite">
        {!isTold &&
          (advice === undefined
            ? availabilityText(availability, translator)
            : problemText(advice, translator))}
      </p>
      {username !== "" && !isRefused && serverName !== undefined && !isLocked && (
        <p data-part="username-preview">
          <Text
            parts={translator.parts("username.preview", preview(asked))}
            tags={{ id: (children) => <bdi dir="ltr">{children}</bdi> }}
          />
        </p>
      )}
    </Field>
  );
});

/** Nothing while it is being looked up: a screen reader would say it after every key. */
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
