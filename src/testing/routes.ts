import { type Answer, htmlResponse, ok } from "./answers.js";
import type { Call } from "./call.js";
import { passwordPolicy, tokenValidity, usernameAvailable, versions } from "./reads.js";
import { register } from "./register.js";
import {
  listDevices,
  login,
  loginFlows,
  logout,
  refresh,
  wellKnownBody,
  whoami,
} from "./signIn.js";
import type { HomeserverState } from "./state.js";

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
  ...every(["r0", "v3", "unstable"], {
    "/register": { POST: register },
    "/register/available": { GET: usernameAvailable },
    "/password_policy": { GET: passwordPolicy },
    "/account/whoami": { GET: whoami },
    "/devices": { GET: listDevices },
    "/refresh": { POST: refresh },
  }),
  ...every(["api/v1", "r0", "v3", "unstable"], {
    "/login": { GET: loginFlows, POST: login },
    "/logout": { POST: logout },
  }),
  ...every(["v1", "unstable"], {
    "/register/m.login.registration_token/validity": { GET: tokenValidity },
  }),
]);

/** What answers a request: a handler, or the status of "Unrecognized request". */
export function route(call: Call): Handler | 404 | 405 {
  const methods = routes.get(call.path);
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
    return htmlResponse(404, "Unknown policy version", "There is no such document here.");
  }
  const name = policy.translations[call.query.get("lang") ?? "en"]?.name ?? "Policy";
  return htmlResponse(200, name, "The words of this document would stand here.");
}
