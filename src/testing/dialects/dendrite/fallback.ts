import { successScript } from "../../endpoints/fallbackPages.js";
import type { Methods } from "../../endpoints/routes.js";
import type { HomeserverState } from "../../model/state.js";
import { refuse } from "../../server/answers.js";
import type { Call } from "../../server/call.js";
import { escaped } from "../../server/html.js";

const captcha = "m.login.recaptcha";

/** Dendrite's own page for a captcha, and its refusal of every other stage, in plain text. */
export const dendriteFallback: Methods = {
  GET: (call, state) => refusal(call, state) ?? captchaPage(200, call, state),
  POST: (call, state) => refusal(call, state) ?? submitted(call, state),
};

function refusal(call: Call, { settings }: HomeserverState): Response | undefined {
  if (call.path.includes("/unstable/")) refuse(404, "M_UNRECOGNIZED", "Unrecognized request");
  const type = /\/auth\/([^/]*)\/fallback\/web$/.exec(call.path)?.[1] ?? "";
  if (type !== captcha) return plainText(501, `Unknown authtype "${type}"`);
  if (!settings.flows.flat().includes(captcha)) {
    return plainText(400, "Recaptcha login is disabled on this Homeserver");
  }
  return call.query.get("session") ? undefined : plainText(400, "Session ID not provided");
}

function submitted(call: Call, state: HomeserverState): Response {
  const response = call.form.get("g-recaptcha-response");
  if (!response) return captchaPage(400, call, state);
  const { captchaDown, captchaRefused } = call.quirks;
  if (captchaDown || captchaRefused || !state.captchas.verify(response)) {
    return captchaPage(401, call, state);
  }
  state.sessions.get(call.query.get("session") ?? "", call, "").completed.add(captcha);
  const text = "Thank you! You can close this window and go back to where you came from.";
  return page(200, "Success!", `<p>${text}</p>`, successScript);
}

function captchaPage(status: number, call: Call, { settings }: HomeserverState): Response {
  const { pathname } = new URL(settings.baseUrl);
  const action = pathname.replace(/\/$/, "") + call.uri;
  return page(
    status,
    "Authentication",
    `<form id="registrationForm" method="post" action="${escaped(action)}">
<p>Show that you are no robot.</p>
<input type="hidden" name="session" value="${escaped(call.query.get("session") ?? "")}" />
<div class="g-recaptcha" data-sitekey="${escaped(String(settings.recaptchaPublicKey))}" data-callback="captchaDone"></div>
<noscript><input type="submit" value="All Done" /></noscript>
</form>`,
    `<script src="${escaped(settings.recaptchaScript)}" async defer></script>
<script>function captchaDone() { document.getElementById("registrationForm").submit(); }</script>`,
  );
}

/** Any other site may show it in a frame. */
function page(status: number, title: string, body: string, head: string): Response {
  const html = `<html>\n<head>\n<title>${title}</title>\n${head}\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
  return new Response(html, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

function plainText(status: number, text: string): Response {
  return new Response(text, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
