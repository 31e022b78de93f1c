import { refuse } from "../server/answers.js";
import { isObject } from "../server/call.js";
import { done, failed, type StageOutcome, type StageSubmission } from "./stage.js";

const unconfirmed = failed("M_UNAUTHORIZED", "Unable to get validated threepid");

/** Asked for before the link was opened, it fails: that is how one learns whether it was. */
export function checkEmail({ auth, session, state }: StageSubmission): StageOutcome {
  const creds = auth["threepid_creds"];
  if (creds === undefined) return failed("M_MISSING_PARAM", "Missing threepid_creds");
  if (!isObject(creds)) throw new TypeError("credentials that are no object");
  const { client_secret: clientSecret, sid } = creds;
  if (clientSecret === "") refuse(400, "M_MISSING_PARAM", "Missing parameter: client_secret");
  if (clientSecret === undefined || !sid) throw new TypeError("credentials that lack something");
  if (typeof sid !== "string" || typeof clientSecret !== "string") return unconfirmed;
  const threepid = state.emailValidations.confirmed(sid, clientSecret);
  if (threepid === undefined) return unconfirmed;
  // The check counts once. Sent again, it is answered as not confirmed.
  state.emailValidations.forget(sid);
  session.threepids.set("email", threepid);
  return done;
}
