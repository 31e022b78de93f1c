import { readUsername } from "../../protocol/guards/identifiers.js";
import { readRegistrationToken } from "../../protocol/guards/registrationToken.js";
import type { EventOf } from "../machine/event.js";
import { accountFields } from "../machine/form/fields.js";
import type { State } from "../machine/state.js";
import type { AccountInput } from "../machine/types.js";
import type { Secrets } from "./requests/requestBody.js";
import { answeredStages } from "./requests/stageAnswer.js";

/** Splits the account form into a fact without secrets and the new secrets. */
export function submittedForm(
  input: AccountInput,
  state: State,
  before: Secrets,
): { readonly event: EventOf<"accountSubmitted">; readonly secrets: Secrets } {
  const { password = "" } = input;
  const wantsToken =
    state.challenge === null || accountFields(state).registrationToken !== "absent";
  const registrationToken = wantsToken ? readRegistrationToken(input.registrationToken ?? "") : "";
  const answered = answeredStages(input, state);
  return {
    event: {
      type: "accountSubmitted",
      account: {
        username: given(readUsername(input.username ?? "")),
        email: given(input.email),
        phone: input.phone?.number === "" ? undefined : input.phone,
        hasRegistrationToken: registrationToken !== "",
        acceptedPolicies: input.acceptedPolicies ?? [],
        answeredStages: answered.stages,
        guest: input.guest === true,
      },
      passwordChanged: password !== before.password,
      tokenChanged: registrationToken !== before.checkedToken,
    },
    secrets: { ...before, password, registrationToken, stageAnswers: answered.answers },
  };
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}
