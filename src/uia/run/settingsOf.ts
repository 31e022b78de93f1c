import { parseUserId } from "../../protocol/guards/identifiers.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { hasFieldAnyway } from "../machine/form/fields.js";
import { initialState } from "../machine/initialState.js";
import type { Settings, State } from "../machine/state.js";
import { callApp } from "./callApp.js";
import type { RegistrationOptions } from "./registrationOptions.js";

/** Auth types that this kit has screens or automatic answers for. */
export const builtInStages: readonly string[] = Object.values(authTypes).filter(
  (type) => type !== authTypes.sso && type !== authTypes.password,
);

/** The options that the machine decides by, with their defaults. */
function settingsOf(options: RegistrationOptions): Settings {
  const { homeserver, guest, chooseFlow } = options;
  return {
    homeserver,
    kind: options.kind ?? "user",
    lockedUsername: guest === undefined ? undefined : parseUserId(guest.userId)?.localpart,
    supportedStages: new Set(options.supportedStages ?? builtInStages),
    formStages: new Set(options.formStages?.filter((type) => !hasFieldAnyway(type))),
    fallback: options.fallback ?? true,
    trust: options.trust ?? "any",
    chooseFlow: chooseFlow && ((flows) => callApp(() => chooseFlow(flows))),
  };
}

/** The state of a registration before anything was sent. */
export function initialStateOf(options: RegistrationOptions): State {
  return initialState(settingsOf(options), options.flows ?? null);
}
