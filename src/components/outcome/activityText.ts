import type { Translator } from "../../locales/createTranslator.js";
import type { UseRegister } from "../../react/useRegister.js";

/** The text of the activity; empty while idle, and in a pause, which has texts of its own. */
export function activityText(registration: UseRegister | null, translator: Translator): string {
  if (registration?.cancelling === true) return translator.text("activity.cancelling");
  switch (registration?.activity) {
    case "sending":
      return translator.text("activity.sending");
    case "checking":
      return translator.text("activity.checking");
    case "paused":
    case "idle":
    case undefined:
      return "";
  }
}
