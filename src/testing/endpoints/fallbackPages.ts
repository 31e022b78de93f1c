import type { Settings } from "../model/settings.js";
import { refuse } from "../server/answers.js";
import type { JsonObject } from "../server/call.js";
import { escaped, htmlResponse } from "../server/html.js";
import { offers, policyUrl } from "../stages/flows.js";
import { quizQuestion, quizType } from "../stages/quizStage.js";
import { done, type StageChecker, type StageOutcome } from "../stages/stage.js";

/** The homeserver's own page for one stage. */
export interface FallbackPage {
  /** The page for a session, after an answer that failed with its reason. */
  readonly render: (session: string, outcome: StageOutcome | undefined) => Response;
  /** Reads the form as an app would send it. Refuses an empty form. */
  readonly authFrom: (form: URLSearchParams) => JsonObject;
  /** How the stage is checked, if not as through the API. */
  readonly checker?: StageChecker;
}

/** The page of a stage; none where a stage has nothing to show. */
export function fallbackPage(type: string, settings: Settings): FallbackPage | undefined {
  const form = formOf(type, settings);
  if (form === undefined) return undefined;
  const { version = "v3", head, fields, authFrom, checker } = form;
  const { pathname } = new URL(settings.baseUrl);
  const action = `${pathname.replace(/\/$/, "")}/_matrix/client/${version}/auth/${type}/fallback/web`;

  return {
    authFrom,
    ...(checker && { checker }),
    render(session, outcome) {
      const error = outcome?.done === false ? `Error: ${escaped(outcome.error)}` : "";
      return htmlResponse(
        200,
        "Authentication",
        `<form id="registrationForm" method="post" action="${escaped(action)}">
${error && `<p class="error"><strong>${error}</strong></p>`}
<input type="hidden" name="session" value="${escaped(session)}">
${fields(settings)}
</form>`,
        head?.(settings),
      );
    },
  };
}

/** Tells the window that a page was opened from that its stage is done. */
export const successScript = `<script>
if (window.onAuthDone) window.onAuthDone();
else if (window.opener && window.opener.postMessage) window.opener.postMessage("authDone", "*");
</script>`;

/** Shown when a stage is done; tells the window it was opened from. */
export function successPage(): Response {
  return htmlResponse(
    200,
    "Success!",
    "<p>Thank you. You can close this window and go back to where you came from.</p>",
    successScript,
  );
}

interface StageForm {
  readonly version?: string;
  readonly head?: (settings: Settings) => string;
  readonly fields: (settings: Settings) => string;
  readonly authFrom: (form: URLSearchParams) => JsonObject;
  readonly checker?: StageChecker;
}

const forms: Readonly<Partial<Record<string, StageForm>>> = {
  "m.login.recaptcha": {
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
  },
  "m.login.terms": {
    fields: (settings) =>
      `<p>Do you agree to this: ${policyLinks(settings)}?</p>
<input type="submit" value="Agree">`,
    authFrom: () => ({}),
  },
  "m.login.registration_token": {
    version: "r0",
    fields: () =>
      `<p><label>Registration token <input type="text" name="token"></label></p>
<input type="submit" value="Authenticate">`,
    authFrom: (form) => ({ token: required(form, "token") }),
  },
  [quizType]: {
    fields: () =>
      `<p><label>${escaped(quizQuestion)} <input type="text" name="answer"></label></p>
<input type="submit" value="Answer">`,
    authFrom: (form) => ({ answer: required(form, "answer") }),
  },
};

// A stage that no client can do by itself: a person confirms, that is all.
const confirmation: StageForm = {
  fields: () => `<p>This homeserver wants you to confirm.</p>
<input type="submit" value="Confirm">`,
  authFrom: () => ({}),
  checker: () => done,
};

function formOf(type: string, settings: Settings): StageForm | undefined {
  if (Object.hasOwn(forms, type)) return forms[type];
  return offers(type, settings) && !withoutPage.has(type) ? confirmation : undefined;
}

const withoutPage = new Set(["m.login.dummy", "m.login.email.identity", "m.login.msisdn"]);

/** A link to every policy, in the first of its languages. */
function policyLinks(settings: Settings): string {
  const links = settings.terms.flatMap(({ id, version, translations }) =>
    Object.entries(translations)
      .slice(0, 1)
      .map(([language, { name, url = policyUrl(settings, id, version, language) }]) => {
        return `<a href="${escaped(url)}">${escaped(name)}</a>`;
      }),
  );
  return links.join(", ");
}

function required(form: URLSearchParams, name: string): string {
  return (
    form.get(name) ?? refuse(400, "M_MISSING_PARAM", `Missing string query parameter '${name}'`)
  );
}
