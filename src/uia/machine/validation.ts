import { authTypes } from "../../protocol/wire/authTypes.js";
import { mediumOf } from "./form/fields.js";
import { factsOf, withFacts } from "./session.js";
import type { Medium, State, ValidationState } from "./state.js";
import type { Phone } from "./types.js";
import { remaining } from "./waits.js";

const media = ["email", "phone"] as const;

/** The auth type of the stage that validates an address of the medium. */
export function validatingStage(medium: Medium): string {
  return medium === "email" ? authTypes.emailIdentity : authTypes.msisdn;
}

/** The medium of the stage that the user is at. */
export function mediumHere({ view }: Pick<State, "view">): Medium | undefined {
  return view.status === "stage" ? mediumOf(view.type) : undefined;
}

export const nothingAsked: ValidationState = {
  step: "address",
  address: "",
  request: 0,
  messages: 0,
  resendAt: 0,
  limitedUntil: 0,
  codeLimitedUntil: 0,
  checks: {},
};

export function validationOf(
  { validations }: Pick<State, "validations">,
  medium: Medium,
): ValidationState {
  return validations[medium] ?? nothingAsked;
}

export function withValidation(
  state: State,
  medium: Medium,
  change: Partial<ValidationState>,
): State {
  const validation = { ...validationOf(state, medium), ...change };
  return { ...state, validations: { ...state.validations, [medium]: validation } };
}

/**
 * Marks the check of an address as spent once its stage is complete.
 * @param shown the address whose check the request showed, if it showed one
 */
export function spendChecks(state: State, shown: string | undefined): State {
  return media
    .filter((medium) => factsOf(state).completed.includes(validatingStage(medium)))
    .filter((medium) => factsOf(state).validatedAddress[medium] === null)
    .reduce((before, medium) => {
      const { checks } = validationOf(before, medium);
      const address = shown ?? addressOf(before, medium);
      const check = checks[address];
      const { validatedAddress } = factsOf(before);
      return withFacts(
        check === undefined
          ? before
          : withValidation(before, medium, {
              checks: { ...checks, [address]: { ...check, spent: true } },
            }),
        { validatedAddress: { ...validatedAddress, [medium]: address } },
      );
    }, state);
}

/** Whether this session has validated another address than the one the user gives now. */
export function anotherValidated(state: State): boolean {
  const { validatedAddress } = factsOf(state);
  return media.some(
    (medium) =>
      validatedAddress[medium] !== null && validatedAddress[medium] !== addressOf(state, medium),
  );
}

/** The address as it is shown, empty when none was given. */
export function addressOf({ account }: Pick<State, "account">, medium: Medium): string {
  if (medium === "email") return account?.email ?? "";
  return account?.phone === undefined ? "" : shownPhone(account.phone);
}

function shownPhone({ country, number }: Phone): string {
  return `${country} ${number}`;
}

/** The wait in ms until another message may be asked for. A first address is corrected without one. */
export function waitToAsk(validation: ValidationState, address: string, now: number): number {
  const { messages, checks, resendAt, limitedUntil } = validation;
  const isCorrection = messages <= 1 && checks[address] === undefined;
  return Math.max(remaining(limitedUntil, now), isCorrection ? 0 : remaining(resendAt, now));
}
