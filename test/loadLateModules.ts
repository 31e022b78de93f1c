import { passwordAdvice } from "../src/components/form/password/PasswordField.js";
import { fieldParts } from "../src/components/late/fieldParts.js";
import { homeserverParts, methodParts } from "../src/components/late/methodParts.js";
import { registrationParts, returnOutcome } from "../src/components/late/registrationParts.js";
import { returnParts } from "../src/components/root/LateRootWithCallback.js";
import { english } from "../src/locales/languageSources.js";
import { homeserverForm } from "../src/page/homeserver/lateHomeserverForm.js";
import { nextSteps } from "../src/page/Registration.js";

/** Loads all that the kit loads when it is needed, so that a test need not wait for it. */
export async function loadLateModules(): Promise<void> {
  const parts = [registrationParts, methodParts, homeserverParts, fieldParts, passwordAdvice];
  const all = [
    ...parts,
    returnParts,
    returnOutcome,
    homeserverForm,
    nextSteps,
    ...Object.values(english.later),
  ];
  await Promise.all(all.map(({ load }) => load()));
}
