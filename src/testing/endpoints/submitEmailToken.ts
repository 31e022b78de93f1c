import type { HomeserverState } from "../model/state.js";
import { refuse } from "../server/answers.js";
import { type Call, requiredQuery } from "../server/call.js";
import { checkClientSecret } from "../server/clientSecret.js";
import { htmlResponse } from "../server/html.js";
import { offers } from "../stages/flows.js";

/** `GET /registration/email/submit_token`: the link in the mail. */
export function submitEmailToken(
  call: Call,
  { emailValidations, settings }: HomeserverState,
): Response {
  if (!offers("m.login.email.identity", settings)) {
    refuse(400, "M_UNKNOWN", "Email-based registration is disabled on this server");
  }
  const sid = requiredQuery(call, "sid");
  const clientSecret = requiredQuery(call, "client_secret");
  checkClientSecret(clientSecret);
  const token = requiredQuery(call, "token");
  const outcome = emailValidations.open({ sid, clientSecret, token });
  if (!outcome.good) {
    const text = `Validation failed for the following reason: ${outcome.reason}.`;
    return htmlResponse(400, "Registration failure", `<p>${text}</p>`);
  }
  const { nextLink } = outcome;
  if (nextLink !== undefined && !nextLink.startsWith("file:///")) {
    return new Response(null, { status: 302, headers: { Location: nextLink } });
  }
  return htmlResponse(
    200,
    "Your email has now been validated",
    "<p>You can close this window and go back to where you came from.</p>",
  );
}
