"use client";
import { lateModule } from "../../uia/browser/lateModule.js";
import type { AccountFields } from "../../uia/machine/types.js";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useApp } from "../context/contexts.js";
import { latePart } from "./latePart.js";

/** The fields that not every homeserver asks for. */
export const fieldParts = lateModule(() => import("./fields.js"));

/** Whether the form asks for a field. */
function askedFor(field: string, isAsked: (fields: AccountFields) => boolean): () => boolean {
  return () => isAsked(useAccountForm(`Register.${field}`).fields);
}

export declare namespace EmailField {
  type Props = import("../form/EmailField.js").EmailField.Props;
}

/** The email address, where the homeserver takes one. */
export const EmailField = latePart(
  fieldParts,
  ["fields"],
  (module) => module.EmailField,
  askedFor("EmailField", ({ email }) => email !== "absent"),
);

export declare namespace PhoneField {
  type Props = import("../form/PhoneField.js").PhoneField.Props;
}

/** The phone number and its country, where the homeserver takes one. */
export const PhoneField = latePart(
  fieldParts,
  ["fields"],
  (module) => module.PhoneField,
  askedFor("PhoneField", ({ phone }) => phone !== "absent"),
);

export declare namespace RegistrationTokenField {
  type Props = import("../form/RegistrationTokenField.js").RegistrationTokenField.Props;
}

/** The registration token, where the homeserver asks for one. */
export const RegistrationTokenField = latePart(
  fieldParts,
  ["fields"],
  (module) => module.RegistrationTokenField,
  askedFor("RegistrationTokenField", ({ registrationToken }) => registrationToken !== "absent"),
);

export declare namespace PoliciesField {
  type Props = import("../form/PoliciesField.js").PoliciesField.Props;
}

/** The policies to accept, where the homeserver has any: a checkbox each. */
export const PoliciesField = latePart(
  fieldParts,
  ["fields"],
  (module) => module.PoliciesField,
  askedFor("PoliciesField", ({ policies }) => policies.length > 0),
);

export declare namespace StageFields {
  type Props = import("../form/StageFields.js").StageFields.Props;
}

/** The fields of the app's own stages in the account form (`fields` of `defineStage()`). */
export const StageFields = latePart(
  fieldParts,
  ["fields"],
  (module) => module.StageFields,
  askedFor("StageFields", ({ stages }) => stages.length > 0),
);

export declare namespace GuestToggle {
  type Props = import("../form/GuestToggle.js").GuestToggle.Props;
}

/** The switch between a user and a guest account, where the app offers guests. */
export const GuestToggle = latePart(
  fieldParts,
  ["fields"],
  (module) => module.GuestToggle,
  () => useApp("Register.GuestToggle").guests,
);
