import { cutEnds } from "../../../protocol/guards/cleanText.js";
import {
  hasLoneSurrogate,
  isSendablePassword,
  readUsername,
} from "../../../protocol/guards/identifiers.js";
import {
  isRegistrationToken,
  readRegistrationToken,
} from "../../../protocol/guards/registrationToken.js";
import { allAccepted } from "../flows.js";
import type { FormProblem } from "../problems/problem.js";
import type { AccountFields, AccountInput, Homeserver, Phone } from "../types.js";
import { usernameProblem } from "./usernameProblem.js";

export type ValidateAccount = typeof validateAccount;

/** Finds the problems that break the hard rules, before anything is sent. A homeserver may refuse more. */
export function validateAccount(
  input: AccountInput,
  fields: AccountFields,
  homeserver: Homeserver,
): readonly FormProblem[] {
  if (input.guest === true) return [];
  return [
    fields.username === "required" && readUsername(input.username ?? "") === ""
      ? ({ code: "usernameMissing", field: "username" } as const)
      : usernameProblem(input.username ?? "", homeserver.serverName),
    passwordProblem(input.password ?? ""),
    fields.email === "absent"
      ? undefined
      : emailProblem(input.email ?? "", fields.email === "required"),
    accountPhoneProblem(input.phone, fields),
    registrationTokenProblem(readRegistrationToken(input.registrationToken ?? ""), fields),
    policiesProblem(input, fields),
    ...stageProblems(input, fields),
  ].filter((problem) => problem !== undefined);
}

function passwordProblem(password: string): FormProblem | undefined {
  const field = "password";
  if (password === "") return { code: "passwordMissing", field };
  if (isSendablePassword(password)) return undefined;
  return { code: hasLoneSurrogate(password) ? "passwordUnsendable" : "passwordTooLong", field };
}

/** One `@` with something on both sides, and no sign of a name beside it; a homeserver may refuse more. */
export function emailProblem(email: string, required: boolean): FormProblem | undefined {
  const field = "email";
  if (email === "") return required ? { code: "emailMissing", field } : undefined;
  const wellFormed = /^[^\s@<>]+@[^\s@<>]+$/.test(cutEnds(email)) && email.length <= 500;
  return wellFormed ? undefined : { code: "emailMalformed", field };
}

/** A form that does not ask for the number leaves it to the stage; an empty one was asked for. */
function accountPhoneProblem(
  phone: Phone | undefined,
  fields: AccountFields,
): FormProblem | undefined {
  if (fields.phone === "absent" || phone === undefined) return undefined;
  return phone.number === "" && fields.phone === "optional" ? undefined : phoneProblem(phone);
}

/** Digits enough to be a number; whether it is one is for the homeserver to say. */
export function phoneProblem(phone: Phone | undefined): FormProblem | undefined {
  const field = "phone";
  const { country = "", number = "" } = phone ?? {};
  if (number.trim() === "") return { code: "phoneMissing", field };
  const wellFormed = /^[A-Z]{2}$/.test(country) && /^\d{3,17}$/.test(number.replace(/\D/g, ""));
  return wellFormed ? undefined : { code: "phoneMalformed", field };
}

function registrationTokenProblem(token: string, fields: AccountFields): FormProblem | undefined {
  const field = "registrationToken";
  if (fields.registrationToken === "absent") return undefined;
  if (token === "") {
    return fields.registrationToken === "required"
      ? { code: "registrationTokenMissing", field }
      : undefined;
  }
  return isRegistrationToken(token) ? undefined : { code: "registrationTokenMalformed", field };
}

function policiesProblem(input: AccountInput, fields: AccountFields): FormProblem | undefined {
  return allAccepted(fields.policies, input.acceptedPolicies ?? [])
    ? undefined
    : { code: "policiesNotAccepted", field: "policies" };
}

/** A form without fields for the stages leaves them to their own screens. */
function stageProblems({ stages }: AccountInput, fields: AccountFields): readonly FormProblem[] {
  if (stages === undefined) return [];
  return fields.stages
    .filter(({ type, need }) => need === "required" && !Object.hasOwn(stages, type))
    .map(({ type }) => ({ code: "stageNotAnswered", field: "stages", stages: [type] }));
}
