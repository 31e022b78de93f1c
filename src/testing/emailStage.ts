import { refuse } from "./answers.js";
import { isObject } from "./call.js";
import { textOf } from "./requiredParams.js";
import { done, failed, type StageAttempt, type StageOutcome } from "./stage.js";

/** Asked for before the link was opened, it fails: that is how one learns whether it was. */
export function checkEmail({ auth, session, state }: StageAttempt): StageOutcome {
  const creds = auth["threepid_creds"];
  if (creds === undefined) return failed("M_MISSING_PARAM", "Missing threepid_creds");
  if (!isObject(creds)) throw new TypeError("credentials that are no object");
  const clientSecret = textOf(creds["client_secret"]);
  const sid = textOf(creds["sid"]);
  if (clientSecret === "") refuse(400, "M_MISSING_PARAM", "Missing parameter: client_secret");
  const threepid = state.emailValidations.confirmed(sid, clientSecret);
  if (threepid === undefined) return failed("M_UNAUTHORIZED", "Unable to get validated threepid");
  // It counts once: whoever sends it again is told that it is not confirmed.
  state.emailValidations.forget(sid);
  session.threepids.set("email", threepid);
  return done;
}
