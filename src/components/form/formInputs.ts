import type { AccountField } from "../../uia/machine/problem.js";
import type { AccountFields, AccountInput } from "../../uia/machine/types.js";
import type { AccountValues } from "../context/AccountFormContext.js";
import { stillShown } from "../ui/PolicyChoices.js";

/** The inputs of a field; those of the host's own stages have names of their own. */
export function inputsOf(
  field: AccountField,
  element: HTMLFormElement | null,
): readonly HTMLElement[] {
  if (field === "stages") {
    const ofStages = '[data-part="stage-fields"] :is(input, select, textarea)';
    return [...(element?.querySelectorAll<HTMLElement>(ofStages) ?? [])];
  }
  const control = element?.elements.namedItem(field);
  const controls = control instanceof RadioNodeList ? [...control] : [control];
  return controls.filter((each) => each instanceof HTMLInputElement);
}

/** What an input holds, without anybody else having to. */
export function textOf(elements: HTMLFormControlsCollection, name: string): string | undefined {
  const control = elements.namedItem(name);
  return control instanceof HTMLInputElement ? control.value : undefined;
}

/** The password as it was typed, from its input alone. */
export function passwordIn(element: HTMLFormElement | null): Pick<AccountInput, "password"> {
  const password = element === null ? undefined : textOf(element.elements, "password");
  return password === undefined ? {} : { password };
}

/** The phone number as far as it was typed, where the form asks for one. */
export function phoneIn(element: HTMLFormElement | null): Pick<AccountInput, "phone"> {
  const number = element === null ? undefined : textOf(element.elements, "phone");
  if (number === undefined) return {};
  const country = element?.elements.namedItem("country");
  return { phone: { country: country instanceof HTMLSelectElement ? country.value : "", number } };
}

/** What was filled in, without what is not asked for. */
export function accountInput(
  values: AccountValues,
  fields: AccountFields,
  languageTag: string,
): AccountInput {
  return {
    ...(values.username !== "" && { username: values.username }),
    ...(fields.email !== "absent" && values.email !== "" && { email: values.email }),
    ...(fields.registrationToken !== "absent" &&
      values.registrationToken !== "" && { registrationToken: values.registrationToken }),
    acceptedPolicies: stillShown(values.acceptedPolicies, fields.policies, languageTag),
  };
}
