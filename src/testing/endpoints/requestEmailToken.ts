import type { HomeserverState } from "../model/state.js";
import { mailableEmail } from "../model/threepids/emailAddress.js";
import { newSid } from "../model/threepids/emailValidations.js";
import { alreadyInUseMail, confirmationMail, type FakeMail } from "../model/threepids/mailbox.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import { type Call, type JsonObject, jsonObject } from "../server/call.js";
import { checkClientSecret } from "../server/clientSecret.js";
import { pause } from "../server/clock.js";
import { randomLetters } from "../server/randomText.js";
import { checkRequired, textOf } from "../server/requiredParams.js";
import { offers } from "../stages/flows.js";
import { checkThreepid, hiddenAnswerMs } from "./threepidChecks.js";

/** `POST /register/email/requestToken`: the mail is sent before this answers. */
export async function requestEmailToken(call: Call, state: HomeserverState): Promise<Answer> {
  const { settings, accounts } = state;
  if (!offers("m.login.email.identity", settings)) {
    refuse(400, "M_UNKNOWN", "Email-based registration has been disabled on this server");
  }
  if (settings.closed) {
    refuse(403, "M_FORBIDDEN", "Registration is disabled on this homeserver");
  }
  const body = jsonObject(call);
  checkRequired(body, ["client_secret", "email", "send_attempt"]);
  checkClientSecret(textOf(body["client_secret"]));
  const address = mailableEmail(textOf(body["email"]));
  const threepid = { medium: "email", address } as const;
  checkThreepid(
    threepid,
    "Your email domain is not authorized to register on this server",
    settings,
  );
  state.threepidLimiter(threepid);
  if (accounts.threepids.ownerOf(threepid) === undefined) {
    return ok({ sid: sendLink(address, body, call, state) });
  }
  if (!settings.threepidsHidden) {
    refuse(400, "M_THREEPID_IN_USE", "Email is already in use");
  }
  send(alreadyInUseMail(address, settings.serverName), call, state);
  await pause(settings.clock, hiddenAnswerMs);
  return ok({ sid: newSid() });
}

function sendLink(address: string, body: JsonObject, call: Call, state: HomeserverState): string {
  const { emailValidations: validations, settings } = state;
  const clientSecret = textOf(body["client_secret"]);
  const sendAttempt = body["send_attempt"];
  const known = validations.unconfirmed(address, clientSecret);
  if (known !== undefined && numberOf(sendAttempt) <= known.sendAttempt) return known.sid;

  const sid = known?.sid ?? newSid();
  const nextLink = body["next_link"] ? withSid(textOf(body["next_link"]), sid) : undefined;
  const token = randomLetters(32);
  const query = new URLSearchParams({ token, client_secret: clientSecret, sid }).toString();
  const link = `${settings.baseUrl}/_matrix/client/unstable/registration/email/submit_token?${query}`;
  send(confirmationMail(address, settings.serverName, link), call, state);
  const lifetimeMs = call.quirks.mailLinkExpired ? 0 : settings.mailLinkLifetimeMs;
  const expiresAt = settings.clock.now() + lifetimeMs;
  validations.sent(
    { sid, address, clientSecret, sendAttempt: numberOf(sendAttempt) },
    { token, expiresAt, nextLink },
  );
  return sid;
}

function send(mail: FakeMail, { quirks }: Call, { mailbox }: HomeserverState): void {
  if (quirks.mailDown) {
    refuse(500, "M_UNKNOWN", "An error was encountered when sending the email");
  }
  if (!quirks.mailLost) mailbox.push(mail);
}

// The link is taken as it comes: it need not be a URL, and the query may land behind a fragment.
function withSid(nextLink: string, sid: string): string {
  return `${nextLink}${nextLink.includes("?") ? "&" : "?"}sid=${sid}`;
}

function numberOf(value: unknown): number {
  if (typeof value !== "number") throw new TypeError("not a number");
  return value;
}
