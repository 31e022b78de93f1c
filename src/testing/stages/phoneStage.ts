import { identityServerDown } from "../model/threepids/identityServer.js";
import { refuse } from "../server/answers.js";
import { isObject } from "../server/call.js";
import { checkClientSecret } from "../server/clientSecret.js";
import { textOf } from "../server/requiredParams.js";
import { done, failed, type StageOutcome, type StageSubmission } from "./stage.js";

/** Unlike a mail's, the confirmation of a number counts as often as it is sent. */
export function checkPhone({ auth, session, state, quirks }: StageSubmission): StageOutcome {
  const creds = auth["threepid_creds"];
  if (creds === undefined) return failed("M_MISSING_PARAM", "Missing threepid_creds");
  if (!isObject(creds)) throw new TypeError("credentials that are no object");
  const clientSecret = creds["client_secret"] ?? creds["clientSecret"];
  if (!clientSecret) refuse(400, "M_MISSING_PARAM", "Missing param client_secret in creds");
  checkClientSecret(textOf(clientSecret));
  const sid = creds["sid"];
  if (!sid) refuse(400, "M_MISSING_PARAM", "Missing param session_id in creds");
  if (quirks.smsDown) refuse(500, "M_UNKNOWN", identityServerDown);
  const threepid =
    typeof sid === "string" ? state.identityServer.validated(sid, textOf(clientSecret)) : undefined;
  if (threepid === undefined) return failed("M_UNAUTHORIZED", "Unable to get validated threepid");
  session.threepids.set("msisdn", threepid);
  return done;
}
