import type { Settings } from "../model/settings.js";
import type { HomeserverState } from "../model/state.js";
import type { UiaSession } from "../model/uiaSessions.js";
import { refuse } from "../server/answers.js";
import type { JsonObject, Quirks } from "../server/call.js";

/** The outcome of one stage: done, or why not (told beside the flows, with status 401). */
export type StageOutcome =
  | { readonly done: true }
  | { readonly done: false; readonly errcode: string; readonly error: string };

/** The answer that an app sends to a stage, and all that it is checked with. */
export interface StageSubmission {
  /** The answer that was sent for it. */
  readonly auth: JsonObject;
  readonly session: UiaSession;
  readonly state: HomeserverState;
  readonly quirks: Quirks;
}

/** Checks what was sent for one auth type. May refuse the whole request instead. */
export type StageChecker = (submission: StageSubmission) => StageOutcome;

/** The form of the homeserver's own page for a stage. */
export interface StagePage {
  /** The version in the form's address. Default `v3`. */
  readonly version?: string;
  readonly head?: (settings: Settings) => string;
  readonly fields: (settings: Settings) => string;
  /** Reads the form as an app would send it. Refuses an empty form. */
  readonly authFrom: (form: URLSearchParams) => JsonObject;
  /** How the stage is checked, if not as through the API. */
  readonly checker?: StageChecker;
}

/** Reads a field that a page needs. */
export function required(form: URLSearchParams, name: string): string {
  return (
    form.get(name) ?? refuse(400, "M_MISSING_PARAM", `Missing string query parameter '${name}'`)
  );
}

export const done: StageOutcome = { done: true };

export function failed(errcode: string, error: string): StageOutcome {
  return { done: false, errcode, error };
}
