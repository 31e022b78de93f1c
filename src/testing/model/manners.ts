import type { Answer } from "../server/answers.js";
import type { JsonObject } from "../server/call.js";
import type { Settings } from "./settings.js";

type Headers = Readonly<Record<string, string>>;

/** The answer about a UIA session that is not finished. */
export interface Challenge {
  readonly session: string;
  readonly flows: readonly (readonly string[])[];
  readonly params: Readonly<Record<string, unknown>>;
  /** In the order in which they were completed. */
  readonly completed: readonly string[];
  /** Whether the request had an `auth` with something in it. */
  readonly hadAuth: boolean;
  /** The stage that failed. */
  readonly failure: { readonly errcode: string; readonly error: string } | undefined;
}

export interface SessionManners {
  readonly idLength: number;
  /** In ms. */
  readonly lifetimeMs: number;
  /** Whether each use lengthens the life. */
  readonly renewed: boolean;
  /** Whether a session belongs to one method and URI. */
  readonly boundToUri: boolean;
  /** The refusal of an unknown session; `"begun"`: it begins under the ID that was sent. */
  readonly unknown: ((id: string) => Answer) | "begun";
}

/** How one kind of homeserver puts things, whatever is asked. */
export interface Manners {
  readonly sessions: SessionManners;
  /** The body of a 401 with flows. */
  readonly challenge: (challenge: Challenge) => JsonObject;
  /** The flows that the switches of the settings make. */
  readonly flows: (settings: Settings) => readonly (readonly string[])[];
  /** The value of `params["m.login.terms"].policies`. */
  readonly policies: (settings: Settings) => JsonObject;
  /** An error in this homeserver's words; a 401 with flows does not pass here. */
  readonly reworded: (answer: Answer) => Answer;
  readonly preflight: { readonly status: 200 | 204; readonly headers: Headers };
  /** The headers of a JSON answer that is no preflight, by its status. */
  readonly headers: (status: number) => Headers;
  /** The answer to a path that is none of Matrix. */
  readonly outside: "json" | "page";
}
