import {
  done,
  failed,
  required,
  type StageOutcome,
  type StagePage,
  type StageSubmission,
} from "./stage.js";

export function checkRegistrationToken({ auth, session, state }: StageSubmission): StageOutcome {
  const token = auth["token"];
  if (token === undefined) return failed("M_MISSING_PARAM", "Missing registration token");
  if (typeof token !== "string") {
    return failed("M_INVALID_PARAM", "Registration token must be a string");
  }
  if (auth["session"] === undefined) return failed("M_MISSING_PARAM", "Missing UIA session");
  if (session.registrationToken !== undefined) {
    return session.registrationToken === token
      ? done
      : failed("M_INVALID_PARAM", "Registration token has changed");
  }
  if (!state.tokens.isValid(token)) return failed("M_UNAUTHORIZED", "Invalid registration token");
  state.tokens.hold(token);
  session.registrationToken = token;
  return done;
}

export const registrationTokenPage: StagePage = {
  version: "r0",
  fields: () =>
    `<p><label>Registration token <input type="text" name="token"></label></p>
<input type="submit" value="Authenticate">`,
  authFrom: (form) => ({ token: required(form, "token") }),
};
