import type { AcceptedPolicy } from "../../../discovery/account.js";
import type { Policy } from "../../../protocol/endpoints/policies.js";

/** A phone number as the user gives it. */
export interface Phone {
  /** ISO 3166-1 alpha-2, upper case: the country it is dialled from. Empty: this cannot be a number. */
  readonly country: string;
  readonly number: string;
}

/** The values of the account form. The password goes to the homeserver exactly as typed. */
export interface AccountInput {
  /** Left out or empty: the homeserver chooses one. Blanks and unseen signs at its ends are cut. */
  readonly username?: string;
  readonly password?: string;
  readonly email?: string;
  /** Left out: its stage asks for it, where it comes. With an empty number: asked for here, and not given. */
  readonly phone?: Phone;
  readonly registrationToken?: string;
  readonly acceptedPolicies?: readonly AcceptedPolicy[];
  /**
   * Answers to `AccountFields.stages`, by auth type: the keys of the auth dict besides `type` and
   * `session`. Left out: those stages ask for themselves, where they come.
   */
  readonly stages?: Readonly<Record<string, StageAnswer>>;
  /** Make a guest account instead; everything else is then ignored. */
  readonly guest?: boolean;
}

/** The answers of the account form that are no secrets. */
export type AccountAnswers = Pick<
  AccountInput,
  "username" | "email" | "phone" | "acceptedPolicies"
>;

/** The fields of the account form, by the flows the homeserver offers. */
export interface AccountFields {
  /** `required`: the homeserver does not choose one. */
  readonly username: "optional" | "required" | "locked";
  readonly password: "required";
  readonly email: FieldNeed;
  readonly phone: FieldNeed;
  readonly registrationToken: FieldNeed;
  /** Policies to accept, empty when there are none. */
  readonly policies: readonly Policy[];
  /** Of the stages that were named for it (option `formStages`), those to be answered here. */
  readonly stages: readonly FormStage[];
}
export type FieldNeed = "required" | "optional" | "absent";

/** A stage that is answered in the account form. */
export interface FormStage {
  readonly type: string;
  readonly need: "required" | "optional";
  /** The homeserver's parameters for it (UIA `params[type]`). */
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The answer to a stage. For the stages of this kit: the accepted policies; `{ token }`;
 * `{ response }` of a captcha; `{ address }` or `{ phone }`, then `{ code }`. For other stages: the
 * keys of the auth dict besides `type` and `session`, and `{}` for one that has none.
 */
export type StageInput =
  | { readonly acceptedPolicies: readonly AcceptedPolicy[] }
  | { readonly phone: Phone }
  | StageAnswer;

/** Keys of an auth dict besides `type` and `session`. */
export type StageAnswer = Readonly<Record<string, string | number | boolean>>;
