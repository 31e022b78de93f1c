import type { Problem, ProblemCode } from "./problem.js";
import { isLimit, limitProblem, refusedProblem } from "./problemOf.js";
import type { Fault, Medium, Refusal } from "./state.js";

/** Why a message was not sent, or may not have been; with its field where it is about the address. */
export function messageProblem(medium: Medium, fault: Fault, now: number): Problem {
  if (fault === "offline") return { code: "offline" };
  if (typeof fault === "string") return { code: "messageInDoubt" };
  const field = medium;
  if (isLimit(fault)) return { ...limitProblem(fault, 1, now), field };
  const code = addressProblem(medium === "email", fault);
  if (code !== undefined) return refusedProblem(code, fault, { field });
  return refusedProblem(fault.status >= 500 ? "messageInDoubt" : "messageNotSent", fault);
}

function addressProblem(email: boolean, { errcode, text = "" }: Refusal): ProblemCode | undefined {
  switch (errcode) {
    case "M_THREEPID_IN_USE":
      return email ? "emailInUse" : "phoneInUse";
    case "M_THREEPID_DENIED":
      return email ? "emailRefused" : "phoneRefused";
    case "M_THREEPID_MEDIUM_NOT_SUPPORTED":
      return email ? "emailUnsupported" : "phoneUnsupported";
    case "M_INVALID_PARAM":
    case "M_INVALID_ADDRESS":
      return email ? "emailMalformed" : "phoneMalformed";
    case "M_UNKNOWN":
      // The errcode does not tell a bad address from no mail at all; Synapse's words do.
      if (/unable to parse/i.test(text)) return email ? "emailMalformed" : "phoneMalformed";
      if (/disabled|not supported/i.test(text))
        return email ? "emailUnsupported" : "phoneUnsupported";
  }
  return undefined;
}
