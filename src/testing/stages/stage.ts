import type { HomeserverState } from "../model/state.js";
import type { UiaSession } from "../model/uiaSessions.js";
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
export type StageChecker = (attempt: StageSubmission) => StageOutcome;

export const done: StageOutcome = { done: true };

export function failed(errcode: string, error: string): StageOutcome {
  return { done: false, errcode, error };
}
