/**
 * The auth types the kit knows by name.
 * https://spec.matrix.org/v1.18/client-server-api/#authentication-types
 */
export const authTypes = {
  dummy: "m.login.dummy",
  terms: "m.login.terms",
  registrationToken: "m.login.registration_token",
  /**
   * The registration token's type on servers older than v1.2. It is answered under the name that
   * the server uses.
   */
  unstableRegistrationToken: "org.matrix.msc3231.login.registration_token",
  emailIdentity: "m.login.email.identity",
  msisdn: "m.login.msisdn",
  recaptcha: "m.login.recaptcha",
  sso: "m.login.sso",
  password: "m.login.password",
} as const;
