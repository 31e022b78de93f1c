import { attempt } from "./attempt.js";

/** The languages of the user's browser, best first. Some browsers within apps tell none. */
export function browserLanguages(): readonly string[] {
  return attempt(() => [...navigator.languages], []);
}
