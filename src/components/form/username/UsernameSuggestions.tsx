"use client";
import { type ReactElement, useEffect, useId } from "react";
import { joint } from "../../../locales/joint.js";
import { useApp } from "../../context/contexts.js";
import { ActionButton } from "../../ui/ActionButton.js";
import { Paragraph } from "../../ui/Elements.js";
import { type OffersOptions, useUsernameOffers } from "./useUsernameOffers.js";

export interface UsernameSuggestionsProps extends OffersOptions {
  readonly onTake: (name: string, isFree: boolean) => void;
}

/** Names that can be had in place of the one in the field. A press takes one. */
export function UsernameSuggestions({
  onTake,
  ...options
}: UsernameSuggestionsProps): ReactElement | null {
  const { translator, announcements } = useApp("Register.UsernameField");
  const { names, areFree } = useUsernameOffers(options);
  const labelId = useId();
  const label = translator.text(areFree ? "username.free" : "username.suggestions");
  // While the user still types, each key would be told.
  const isSettled = areFree || options.reason === "unavailable";
  const [first] = names;
  const told = first === undefined || !isSettled ? "" : `${label}${joint(label)}${first}`;
  useEffect(() => (told === "" ? undefined : announcements.announce(told)), [announcements, told]);
  if (names.length === 0) return null;
  return (
    <fieldset data-part="username-suggestions" aria-labelledby={labelId}>
      <Paragraph data-part="username-suggestions-label" id={labelId}>
        {label}
      </Paragraph>
      {names.map((name) => (
        <ActionButton
          key={name}
          data-part="suggestion"
          aria-label={translator.text("username.useSuggestion", { suggestion: name })}
          onClick={() => onTake(name, areFree)}
        >
          <bdi dir="ltr" translate="no">
            {name}
          </bdi>
        </ActionButton>
      ))}
    </fieldset>
  );
}
