import { internalError, Refusal } from "../server/answers.js";
import { done, failed, type StageOutcome, type StageSubmission } from "./stage.js";

export function checkRecaptcha({ auth, state, quirks }: StageSubmission): StageOutcome {
  const response = auth["response"];
  if (response === undefined) return failed("M_CAPTCHA_NEEDED", "Captcha response is required");
  if (quirks.captchaDown) throw new Refusal(internalError);
  const passes = !quirks.captchaRefused && state.captchas.verify(response);
  return passes ? done : failed("M_UNAUTHORIZED", "Captcha authentication failed");
}
