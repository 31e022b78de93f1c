import type { HomeserverState } from "../model/state.js";
import { checkUsername } from "../model/usernames.js";
import { refuse } from "../server/answers.js";
import type { Call } from "../server/call.js";
import { escaped, htmlResponse } from "../server/html.js";

const redirectPath =
  /^\/_matrix\/client\/(?:r0|v3|api\/v1|unstable)\/login\/sso\/redirect(?:\/([^/]+))?$/;

/** Whether the request goes to the sign-on page of a homeserver with single sign-on. */
export function isSsoRedirect({ path }: Call, { settings }: HomeserverState): boolean {
  return settings.sso.length > 0 && redirectPath.test(path);
}

/** `GET /login/sso/redirect[/{idpId}]`: the page to sign on, or a list of whom to sign on with. */
export function ssoRedirect(call: Call, { settings }: HomeserverState): Response {
  const redirectUrl =
    call.query.get("redirectUrl") ??
    refuse(400, "M_MISSING_PARAM", "Missing string query parameter redirectUrl");
  const [, id = settings.sso.length === 1 ? settings.sso[0]?.id : undefined] =
    redirectPath.exec(call.path) ?? [];
  const { pathname } = new URL(settings.baseUrl);
  const base = pathname.replace(/\/$/, "");
  if (id === undefined) {
    const items = settings.sso.map((provider) => {
      const query = new URLSearchParams({ redirectUrl }).toString();
      const href = `${base}/_matrix/client/v3/login/sso/redirect/${provider.id}?${query}`;
      return `<li><a href="${escaped(href)}">${escaped(provider.name)}</a></li>`;
    });
    return htmlResponse(200, "Choose whom to sign on with", `<ul>${items.join("")}</ul>`);
  }
  const provider = settings.sso.find((each) => each.id === id);
  if (provider === undefined) refuse(404, "M_NOT_FOUND", "Unknown identity provider");
  return signOnPage(provider.name, redirectUrl, base);
}

/** The page on which a user says who they are. */
export function signOnPage(title: string, redirectUrl: string, base: string): Response {
  return htmlResponse(
    200,
    title,
    `<form method="post" action="${escaped(`${base}/_fake/sso/sign_on`)}">
<input type="hidden" name="redirectUrl" value="${escaped(redirectUrl)}">
<p><label>Sign on as <input type="text" name="username" autocapitalize="none" required></label></p>
<input type="submit" value="Sign on">
</form>`,
  );
}

/** Handles the form of that page. A new user gets an account; every user goes back with a token. */
export function signOn(call: Call, state: HomeserverState): Response {
  const { accounts, loginTokens } = state;
  const username = call.form.get("username") ?? "";
  const target = new URL(call.form.get("redirectUrl") ?? "");
  const known = accounts.find(accounts.userId(username));
  if (known === undefined) checkUsername(username, state);
  const { userId } = known ?? accounts.create({ localpart: username });
  target.searchParams.append("loginToken", loginTokens.issue(userId));
  return new Response(null, { status: 303, headers: { Location: target.href } });
}
