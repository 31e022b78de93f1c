import { authTypes } from "../../protocol/wire/authTypes.js";

/** Auth types that this kit does itself. */
export const builtInStages: readonly string[] = [
  authTypes.dummy,
  authTypes.terms,
  authTypes.registrationToken,
  authTypes.unstableRegistrationToken,
  authTypes.emailIdentity,
  authTypes.msisdn,
  authTypes.recaptcha,
];
