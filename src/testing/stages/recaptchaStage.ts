import { internalError, Refusal, refuse } from "../server/answers.js";
import { escaped } from "../server/html.js";
import { done, failed, type StageOutcome, type StagePage, type StageSubmission } from "./stage.js";

export function checkRecaptcha({ auth, state, quirks }: StageSubmission): StageOutcome {
  const response = auth["response"];
  if (response === undefined) return failed("M_CAPTCHA_NEEDED", "Captcha response is required");
  if (quirks.captchaDown) throw new Refusal(internalError);
  const passes = !quirks.captchaRefused && state.captchas.verify(response);
  return passes ? done : failed("M_UNAUTHORIZED", "Captcha authentication failed");
}

export const recaptchaPage: StagePage = {
  head: ({ recaptchaScript }) => `<script src="${escaped(recaptchaScript)}" async defer></script>
<script>function captchaDone() { document.getElementById("registrationForm").submit(); }</script>`,
  fields: ({ recaptchaPublicKey }) =>
    `<p>Show that you are no robot.</p>
<div class="g-recaptcha" data-sitekey="${escaped(String(recaptchaPublicKey))}" data-callback="captchaDone"></div>
<noscript><input type="submit" value="All done"></noscript>`,
  authFrom: (form) => {
    const response = form.get("g-recaptcha-response");
    return response ? { response } : refuse(400, "M_UNKNOWN", "No captcha response supplied");
  },
};
