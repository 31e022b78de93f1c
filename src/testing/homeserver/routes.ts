import { fallback, isFallback } from "../endpoints/fallback.js";
import { passwordPolicy, tokenValidity, usernameAvailable, versions } from "../endpoints/reads.js";
import { register } from "../endpoints/register.js";
import { requestEmailToken } from "../endpoints/requestEmailToken.js";
import { requestPhoneToken } from "../endpoints/requestPhoneToken.js";
import {
  listDevices,
  listThreepids,
  login,
  loginFlows,
  logout,
  refresh,
  wellKnownBody,
  whoami,
} from "../endpoints/signIn.js";
import { isSsoRedirect, signOn, ssoRedirect } from "../endpoints/singleSignOn.js";
import { submitEmailToken } from "../endpoints/submitEmailToken.js";
import { submitPhoneToken } from "../endpoints/submitPhoneToken.js";
import type { HomeserverState } from "../model/state.js";
import { type Answer, ok } from "../server/answers.js";
import type { Call } from "../server/call.js";
import { htmlResponse } from "../server/html.js";

export type Handler = (
  call: Call,
  state: HomeserverState,
) => Answer | Response | Promise<Answer | Response>;

type Methods = Readonly<Record<string, Handler>>;

const client = "/_matrix/client";

const routes: ReadonlyMap<string, Methods> = new Map([
  [`${client}/versions`, { GET: versions }],
  ["/.well-known/matrix/client", { GET: (_call, state) => ok(wellKnownBody(state)) }],
  ["/_matrix/consent", { GET: policyPage }],
  ["/_fake/sso/sign_on", { POST: signOn }],
  ...every(["r0", "v3", "unstable"], {
    "/register": { POST: register },
    "/register/available": { GET: usernameAvailable },
    "/register/email/requestToken": { POST: requestEmailToken },
    "/register/msisdn/requestToken": { POST: requestPhoneToken },
    "/password_policy": { GET: passwordPolicy },
    "/account/whoami": { GET: whoami },
    "/account/3pid": { GET: listThreepids },
    "/devices": { GET: listDevices },
    "/refresh": { POST: refresh },
  }),
  ...every(["api/v1", "r0", "v3", "unstable"], {
    "/login": { GET: loginFlows, POST: login },
    "/logout": { POST: logout },
  }),
  ...every(["unstable"], {
    "/registration/email/submit_token": { GET: submitEmailToken },
    "/add_threepid/msisdn/submit_token": { POST: submitPhoneToken },
  }),
  ...every(["v1", "unstable"], {
    "/register/m.login.registration_token/validity": { GET: tokenValidity },
  }),
]);

/** What answers a request: a handler, or the status of "Unrecognized request". */
export function route(call: Call, state: HomeserverState): Handler | 404 | 405 {
  const methods: Methods | undefined =
    routes.get(call.path) ??
    (isFallback(call) ? fallback : undefined) ??
    (isSsoRedirect(call, state) ? { GET: ssoRedirect } : undefined);
  if (methods === undefined) return 404;
  return methods[call.method] ?? 405;
}

function every(
  versionsHere: readonly string[],
  endpoints: Readonly<Record<string, Methods>>,
): [string, Methods][] {
  return versionsHere.flatMap((version) =>
    Object.entries(endpoints).map(([path, methods]): [string, Methods] => [
      `${client}/${version}${path}`,
      methods,
    ]),
  );
}

function policyPage(call: Call, { settings }: HomeserverState): Response {
  const id = call.query.get("id");
  const version = call.query.get("v");
  const policy = settings.terms.find(
    (candidate) => candidate.version === version && (id === null || candidate.id === id),
  );
  if (policy === undefined) {
    return htmlResponse(404, "Unknown policy version", "<p>There is no such document here.</p>");
  }
  const name = policy.translations[call.query.get("lang") ?? "en"]?.name ?? "Policy";
  return htmlResponse(200, name, "<p>The words of this document would stand here.</p>");
}
