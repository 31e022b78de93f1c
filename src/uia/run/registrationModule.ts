import { lateModule } from "../browser/lateModule.js";
import type { Registration } from "../machine/registration.js";
import { lateRegistration } from "./lateRegistration.js";
import type { RegistrationOptions } from "./registrationOptions.js";

/** The machine of registrations with all that it sends, and the rules of the account form. */
export const registrationModule = lateModule(async () => {
  const [{ createRegistration }, { validateAccount }] = await Promise.all([
    import("./createRegistration.js"),
    import("../machine/form/validateAccount.js"),
  ]);
  return { createRegistration, validateAccount };
});

/**
 * Creates the registration of one account. It alone holds the secrets. Nothing is sent before
 * `submitAccount`. Its code is loaded when it is needed.
 * @throws TypeError when the trust does not allow the homeserver's base URL
 * @throws RangeError when the device's display name has over 100 characters
 */
export function createRegistration(options: RegistrationOptions): Registration {
  return lateRegistration(options, registrationModule);
}
