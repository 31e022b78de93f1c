import type { HomeserverState } from "../../model/state.js";
import { checkUsername } from "../../model/usernames.js";
import type { Call } from "../../server/call.js";
import { escaped, htmlResponse } from "../../server/html.js";
import { type AccountPages, refuseOAuth, requestOf } from "./clients.js";

/** The path of the OAuth 2.0 server at the homeserver. */
export const oauthPath = "/_fake/oauth";

export function showAccountPage(call: Call, state: HomeserverState): Response {
  const wanted = requestOf(call, state);
  if (wanted === undefined) return htmlResponse(400, "Unknown client", "<p>Go back.</p>");
  const creates = call.form.get("prompt") === "create";
  if (creates && state.settings.closed) {
    return htmlResponse(200, "Create an account", "<p>No accounts are made here.</p>");
  }
  const title = creates ? "Create an account" : "Sign in";
  return htmlResponse(200, title, accountForm(call, state, creates, title));
}

function accountForm(call: Call, state: HomeserverState, creates: boolean, title: string): string {
  const needsToken = creates && state.settings.registrationToken !== undefined;
  return form(call, state, "enter", [
    '<p><label>Username <input name="username" autocapitalize="none" required></label></p>',
    '<p><label>Password <input name="password" type="password" required></label></p>',
    needsToken ? '<p><label>Registration token <input name="token" required></label></p>' : "",
    `<button name="action" value="${creates ? "create" : "signIn"}">${title}</button>`,
  ]);
}

/** The account is there from here on, whatever is said to the client. */
export function enter(call: Call, state: HomeserverState, { canCancel }: AccountPages): Response {
  const username = call.form.get("username") ?? "";
  const password = call.form.get("password") ?? "";
  if (call.form.get("action") === "create") create(username, password, call, state);
  const account = state.accounts.find(state.accounts.userId(username));
  if (account === undefined || !state.accounts.passwordFits(account, password)) {
    return htmlResponse(200, "Sign in", "<p>Wrong username or password.</p>");
  }
  const proof = state.loginTokens.issue(account.userId);
  return htmlResponse(
    200,
    "Allow access?",
    form(call, state, "consent", [
      `<input type="hidden" name="proof" value="${escaped(proof)}">`,
      '<button name="action" value="allow">Continue</button>',
      canCancel ? '<button name="action" value="cancel">Cancel</button>' : "",
    ]),
  );
}

function create(username: string, password: string, call: Call, state: HomeserverState): void {
  const { accounts, settings, tokens } = state;
  if (settings.closed) refuseOAuth("access_denied", "No accounts are made here");
  if (settings.registrationToken !== undefined) {
    const token = (call.form.get("token") ?? "").trim();
    if (!tokens.isValid(token)) refuseOAuth("access_denied", "Invalid registration token");
    tokens.hold(token);
    tokens.complete(token);
  }
  checkUsername(username, state);
  accounts.create({ localpart: username, password });
}

export function answerConsent(call: Call, state: HomeserverState): Response {
  const wanted = requestOf(call, state);
  const userId = state.loginTokens.spend(call.form.get("proof") ?? "");
  if (wanted === undefined || userId === undefined) {
    return htmlResponse(409, "Already used", "<p>This page was used before.</p>");
  }
  const allowed = call.form.get("action") === "allow";
  const answer = new URLSearchParams({
    state: call.form.get("state") ?? "",
    ...(allowed
      ? { code: state.oauth.issueCode({ ...wanted, userId }) }
      : { error: "access_denied" }),
  });
  const target = new URL(wanted.redirectUri);
  if (call.form.get("response_mode") === "fragment") target.hash = answer.toString();
  else for (const [name, value] of answer) target.searchParams.set(name, value);
  return new Response(null, { status: 303, headers: { Location: target.href } });
}

const keptParameters = [
  "client_id",
  "redirect_uri",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "response_mode",
];

/** A form that sends on what the client asked for. */
function form(
  call: Call,
  { settings }: HomeserverState,
  action: string,
  fields: readonly string[],
): string {
  const path = new URL(settings.baseUrl).pathname.replace(/\/$/, "");
  const hidden = keptParameters.flatMap((name) => {
    const value = call.form.get(name);
    return value === null ? [] : [`<input type="hidden" name="${name}" value="${escaped(value)}">`];
  });
  const inner = [...hidden, ...fields].join("\n");
  return `<form method="post" action="${escaped(`${path}${oauthPath}/${action}`)}">\n${inner}\n</form>`;
}
