import type { HomeserverState } from "../model/state.js";
import { identityServerDown } from "../model/threepids/identityServer.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import { type Call, type JsonObject, jsonObject } from "../server/call.js";
import { isClientSecret } from "../server/clientSecret.js";
import { offers } from "../stages/flows.js";

/**
 * Handles `POST /add_threepid/msisdn/submit_token`: passes the code of the SMS to the identity
 * server.
 */
export function submitPhoneToken(
  call: Call,
  { settings, identityServer }: HomeserverState,
): Answer {
  if (!offers("m.login.msisdn", settings)) {
    refuse(
      400,
      "M_UNKNOWN",
      "This homeserver is not validating phone numbers. Use an identity server instead.",
    );
  }
  const submission = submissionIn(jsonObject(call));
  if (call.quirks.smsDown) refuse(500, "M_UNKNOWN", identityServerDown);
  const success = identityServer.submitToken(submission);
  if (!success && !call.quirks.wrongCodeUnsuccessful) {
    refuse(400, "M_UNKNOWN", "Error contacting the identity server");
  }
  return ok({ success });
}

function submissionIn(body: JsonObject): { sid: string; clientSecret: string; token: string } {
  const names = ["client_secret", "sid", "token"];
  const { client_secret: clientSecret, sid, token } = body;
  if (
    typeof clientSecret === "string" &&
    isClientSecret(clientSecret) &&
    typeof sid === "string" &&
    typeof token === "string"
  ) {
    return { clientSecret, sid, token };
  }
  const wrong = names.filter((name) => typeof body[name] !== "string");
  const [only] = wrong;
  const oneMissing = wrong.length === 1 && only !== undefined && !Object.hasOwn(body, only);
  const count = `${Math.max(wrong.length, 1)} validation error${wrong.length > 1 ? "s" : ""}`;
  refuse(400, oneMissing ? "M_MISSING_PARAM" : "M_BAD_JSON", `${count} for PostBody`);
}
