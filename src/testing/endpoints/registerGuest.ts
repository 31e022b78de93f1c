import type { HomeserverState } from "../model/state.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import type { JsonObject } from "../server/call.js";
import { countRegistration } from "./countRegistration.js";

/** `POST /register?kind=guest`. Of the body only the device's display name is looked at. */
export function registerGuest(body: JsonObject, state: HomeserverState): Answer {
  const { accounts, settings } = state;
  if (!settings.guests) refuse(403, "M_UNKNOWN", "Guest access is disabled");
  countRegistration(state);
  const { userId } = accounts.create({ kind: "guest" });
  const login = accounts.devices.signIn(userId, {
    deviceId: "guest_device",
    displayName: body["initial_device_display_name"],
    guest: true,
  });
  return ok({ user_id: userId, home_server: settings.serverName, ...login });
}
