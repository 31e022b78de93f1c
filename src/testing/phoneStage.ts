import { internalError, Refusal, refuse } from "./answers.js";
import { isObject } from "./call.js";
import { checkClientSecret } from "./clientSecret.js";
import { textOf } from "./requiredParams.js";
import { done, failed, type StageAttempt, type StageOutcome } from "./stage.js";

/** Unlike a mail's, the confirmation of a number counts as often as it is sent. */
export function checkPhone({ auth, session, state, quirks }: StageAttempt): StageOutcome {
  const creds = auth["threepid_creds"];
  if (creds === undefined) return failed("M_MISSING_PARAM", "Missing threepid_creds");
  if (!isObject(creds)) throw new TypeError("credentials that are no object");
  const clientSecret = creds["client_secret"];
  if (!clientSecret) refuse(400, "M_MISSING_PARAM", "Missing param client_secret in creds");
  checkClientSecret(textOf(clientSecret));
  const sid = creds["sid"];
  if (!sid) refuse(400, "M_MISSING_PARAM", "Missing param session_id in creds");
  if (quirks.smsDown) throw new Refusal(internalError);
  const threepid = state.identityServer.validated(textOf(sid), textOf(clientSecret));
  if (threepid === undefined) return failed("M_UNAUTHORIZED", "Unable to get validated threepid");
  session.threepids.set("msisdn", threepid);
  return done;
}
