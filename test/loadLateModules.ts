import { fieldParts } from "../src/components/late/fieldParts.js";
import { homeserverParts, methodParts } from "../src/components/late/methodParts.js";
import { registrationParts } from "../src/components/late/registrationParts.js";
import { returnParts } from "../src/components/root/LateRootWithCallback.js";

/** Loads all that the kit loads when it is needed, so that a test need not wait for it. */
export async function loadLateModules(): Promise<void> {
  const all = [registrationParts, methodParts, homeserverParts, fieldParts, returnParts];
  await Promise.all(all.map(({ load }) => load()));
}
