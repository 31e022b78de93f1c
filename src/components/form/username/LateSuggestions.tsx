"use client";
import type { ReactElement } from "react";
import { useLateModule } from "../../../react/useLateModule.js";
import { lateModule } from "../../../uia/browser/lateModule.js";
import type { UsernameSuggestionsProps } from "./UsernameSuggestions.js";

/** The names to offer, with their spelling in Latin letters. */
export const suggestionModule = lateModule(async () => {
  const [{ suggestUsernames }, { UsernameSuggestions }] = await Promise.all([
    import("./suggestUsernames.js"),
    import("./UsernameSuggestions.js"),
  ]);
  return { suggestUsernames, UsernameSuggestions };
});

/** The names to offer, once their code is loaded. The form does without them if it cannot be. */
export function LateSuggestions(props: UsernameSuggestionsProps): ReactElement | null {
  const { module } = useLateModule(suggestionModule, true);
  return module && <module.UsernameSuggestions {...props} />;
}
