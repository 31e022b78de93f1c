import { type AuthMetadata, offersToCreate } from "../protocol/endpoints/authMetadata.js";
import type { LoginFlow } from "../protocol/endpoints/loginFlows.js";
import type { NetworkReason } from "../protocol/wire/errors.js";
import type { AccountServerBinding } from "./accountServer.js";
import type { UiaMethod } from "./methods.js";

/** An answer that does not tell what was asked. */
export type NoAnswer =
  /** A status other than 2xx, with a JSON body. */
  | {
      readonly answer: "refused";
      readonly status: number;
      readonly errcode?: string | undefined;
      readonly text?: string | undefined;
      readonly retryAfterMs?: number | undefined;
    }
  /** No answer, or none that can be read; `status` when there was one. */
  | {
      readonly answer: "none";
      readonly reason: NetworkReason;
      readonly status?: number | undefined;
    };

/** The answer to the probe, `POST /register` with an empty body. */
export type RegisterAnswer =
  /** A 401 with flows. */
  | {
      readonly answer: "challenge";
      readonly flows: UiaMethod["flows"];
      readonly params: UiaMethod["params"];
    }
  /** A 2xx: an account was made for nothing. */
  | { readonly answer: "made" }
  /** The account pages make accounts, and are preferred (`oauth_aware_preferred`). */
  | { readonly answer: "notAsked" }
  | NoAnswer;

/** The answer to `GET /login`. */
export type LoginAnswer =
  | { readonly answer: "flows"; readonly flows: readonly LoginFlow[] }
  | NoAnswer;

/** The answer to `GET /auth_metadata`, stable or unstable. */
export type MetadataAnswer =
  | {
      readonly answer: "metadata";
      readonly metadata: AuthMetadata;
      readonly binding: AccountServerBinding;
    }
  | NoAnswer;

export interface Answers {
  readonly register: RegisterAnswer;
  readonly login: LoginAnswer;
  readonly metadata: MetadataAnswer;
}

/** Whether account pages say that they make accounts; `undefined` where that is not known. */
export function makesAccountsOf(answer: MetadataAnswer): boolean | undefined {
  return answer.answer === "metadata" ? offersToCreate(answer.metadata) : undefined;
}
