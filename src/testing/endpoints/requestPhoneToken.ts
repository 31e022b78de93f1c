import type { HomeserverState } from "../model/state.js";
import { newSid } from "../model/threepids/emailValidations.js";
import { identityServerDown } from "../model/threepids/identityServer.js";
import { msisdnOf } from "../model/threepids/phoneNumber.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import { type Call, jsonObject } from "../server/call.js";
import { checkClientSecret } from "../server/clientSecret.js";
import { pause } from "../server/clock.js";
import { checkRequired, textOf } from "../server/requiredParams.js";
import { offers } from "../stages/flows.js";
import { checkThreepid, hiddenAnswerMs } from "./threepidChecks.js";

/** `POST /register/msisdn/requestToken`; it does not look whether registration is closed. */
export async function requestPhoneToken(call: Call, state: HomeserverState): Promise<Answer> {
  const { settings, accounts, identityServer } = state;
  const body = jsonObject(call);
  checkRequired(body, ["client_secret", "country", "phone_number", "send_attempt"]);
  const clientSecret = textOf(body["client_secret"]);
  checkClientSecret(clientSecret);
  const msisdn = msisdnOf(body["country"], textOf(body["phone_number"]));
  const threepid = { medium: "msisdn", address: msisdn } as const;
  checkThreepid(threepid, "Phone numbers are not authorized to register on this server", settings);
  state.threepidLimiter(threepid);
  if (accounts.threepids.ownerOf(threepid) !== undefined) {
    if (!settings.threepidsHidden) {
      refuse(400, "M_THREEPID_IN_USE", "Phone number is already in use");
    }
    await pause(settings.clock, hiddenAnswerMs);
    return ok({ sid: newSid() });
  }
  if (!offers("m.login.msisdn", settings)) {
    const text = "Registration by phone number is not supported on this homeserver";
    refuse(400, "M_UNKNOWN", text);
  }
  if (call.quirks.smsDown) refuse(500, "M_UNKNOWN", identityServerDown);
  // Its answer is passed on as it is.
  if (call.quirks.smsRefused) refuse(400, "M_DESTINATION_REJECTED", "Not to this number");
  const sendAttempt = body["send_attempt"];
  const request = { clientSecret, msisdn, sendAttempt: Number(sendAttempt) };
  const sent = identityServer.requestToken(request, call.quirks.smsLost === true);
  if (typeof sendAttempt !== "number") throw new TypeError("not a number");
  return ok({
    ...sent,
    submit_url: `${settings.baseUrl}/_matrix/client/unstable/add_threepid/msisdn/submit_token`,
  });
}
