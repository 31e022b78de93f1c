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

/** A name of the record. Both types of a registration token have the name of the stable one. */
export type AuthName = Exclude<keyof typeof authTypes, "unstableRegistrationToken">;

/** The name of an auth type, if the kit knows one. */
export function authNameOf(type: string): AuthName | undefined {
  if (type === authTypes.unstableRegistrationToken) return "registrationToken";
  const names = Object.keys(authTypes) as AuthName[];
  return names.find((name) => authTypes[name] === type);
}
