import type { Settings } from "../model/settings.js";
import type { JsonObject } from "../server/call.js";
import { escaped, htmlResponse } from "../server/html.js";
import { offers } from "../stages/flows.js";
import { done, type StageChecker, type StageOutcome, type StagePage } from "../stages/stage.js";
import { pageOfStage } from "../stages/stages.js";

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

// A stage that no client can do by itself: a person confirms, that is all.
const confirmation: StagePage = {
  fields: () => `<p>This homeserver wants you to confirm.</p>
<input type="submit" value="Confirm">`,
  authFrom: () => ({}),
  checker: () => done,
};

function formOf(type: string, settings: Settings): StagePage | undefined {
  const own = pageOfStage(type);
  if (own !== undefined) return own;
  return offers(type, settings) && !withoutPage.has(type) ? confirmation : undefined;
}

const withoutPage = new Set(["m.login.dummy", "m.login.email.identity", "m.login.msisdn"]);
