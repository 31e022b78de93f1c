import { fallback, isFallback } from "../endpoints/fallback.js";
import { passwordPolicy, tokenValidity, usernameAvailable, versions } from "../endpoints/reads.js";
import { register } from "../endpoints/register.js";
import { requestEmailToken } from "../endpoints/requestEmailToken.js";
import { requestPhoneToken } from "../endpoints/requestPhoneToken.js";
import {
  capabilities,
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

export type Methods = Readonly<Record<string, Handler>>;

/** The handler of each path. */
export interface Routes {
  readonly paths: ReadonlyMap<string, Methods>;
  /** `/auth/<type>/fallback/web`; left out where there are no such pages. */
  readonly fallback?: Methods;
}

const client = "/_matrix/client";

/** The paths and methods as Synapse has them. */
export const synapseRoutes: Routes = {
  fallback,
  paths: new Map([
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
      "/capabilities": { GET: capabilities },
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
  ]),
};

/**
 * The same routes with some endpoints, in all their versions, replaced or, by `undefined`, left out.
 * An endpoint is a path behind its version, such as `/register`. `versionsKept`: left out, all are.
 */
export function changedRoutes(
  { paths }: Routes,
  changes: Readonly<Record<string, Methods | undefined>>,
  fallbackMethods?: Methods,
  versionsKept?: readonly string[],
): Routes {
  const changed = [...paths].flatMap(([path, methods]): [string, Methods][] => {
    const [, version, endpoint = ""] =
      /^\/_matrix\/client\/((?:api\/)?[^/]+)(\/.*)/.exec(path) ?? [];
    if (version !== undefined && versionsKept?.includes(version) === false) return [];
    const now = Object.hasOwn(changes, endpoint) ? changes[endpoint] : methods;
    return now === undefined ? [] : [[path, now]];
  });
  return { paths: new Map(changed), ...(fallbackMethods && { fallback: fallbackMethods }) };
}

/** The same routes and more. */
export function addedRoutes(routes: Routes, more: Readonly<Record<string, Methods>>): Routes {
  return { ...routes, paths: new Map([...routes.paths, ...Object.entries(more)]) };
}

/** The answer to a request: a handler, or the status of "Unrecognized request". */
export function route(
  call: Call,
  state: HomeserverState,
  { paths, fallback: pages }: Routes,
): Handler | 404 | 405 {
  const methods: Methods | undefined =
    paths.get(call.path) ??
    (isFallback(call) ? pages : undefined) ??
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
