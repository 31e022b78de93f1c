import { dialectNames } from "../dialects/dialects.js";
import { createFakeHomeserver, type FakeHomeserver } from "../homeserver/fakeHomeserver.js";
import type { DialectName } from "../model/settings.js";
import { captchaScript } from "./captchaWidget.js";
import { mailboxPage, smsPage } from "./scenarioPages.js";
import { type ScenarioName, scenarios } from "./scenarios.js";

/** Answers what is below `/fake/`; anything else is none of its business. */
export type ScenarioServer = (request: Request) => Promise<Response | undefined>;

const mostHomeservers = 200;

/**
 * Serves many fake homeservers side by side.
 *
 * `/fake/<scenario>` and `/fake/<scenario>~<anything>` are one each, made on first use. Its base
 * URL is the request's origin with that path. Beyond 200 the oldest is forgotten.
 *
 * Below each homeserver:
 * - `_fake/requests` and `_fake/accounts` tell what it has seen.
 * - `_fake/mailbox` and `_fake/sms` show what it has sent, as a page, or as data with `.json`.
 * - `_fake/recaptcha/api.js` is a captcha that a click solves.
 * - A POST to `_fake/expire/sessions`, `_fake/expire/mail-links` or `_fake/expire/codes` lets time
 * pass for these.
 */
export function createScenarioServer(): ScenarioServer {
  const homeservers = new Map<string, FakeHomeserver>();

  function homeserverAt(id: string, origin: string): FakeHomeserver | undefined {
    const known = homeservers.get(id);
    if (known !== undefined) return known;
    const { name, dialect } = readScenarioId(id);
    if (!isScenario(name) || !isDialect(dialect)) return undefined;
    const baseUrl = `${origin}/fake/${id}`;
    const made = createFakeHomeserver({
      ...scenarios[name].options,
      dialect,
      baseUrl,
      recaptchaScript: `${baseUrl}/_fake/recaptcha/api.js`,
    });
    homeservers.set(id, made);
    const [oldest] = homeservers.keys();
    if (homeservers.size > mostHomeservers && oldest !== undefined) homeservers.delete(oldest);
    return made;
  }

  return async (request) => {
    const { pathname, origin } = new URL(request.url);
    const [, id, rest] = /^\/fake\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
    if (id === undefined) return undefined;
    const homeserver = homeserverAt(id, origin);
    if (homeserver === undefined) {
      const known = Object.keys(scenarios).join(", ");
      const error = `No such scenario. There are: ${known}; in ${dialectNames.join(", ")}`;
      return Response.json({ error }, { status: 404 });
    }
    const beside =
      request.method === "POST"
        ? intervention(rest, homeserver)
        : insight(rest, request, homeserver);
    return beside ?? homeserver.handle(request);
  };
}

/** The actions on a homeserver from outside. */
function intervention(path: string | undefined, homeserver: FakeHomeserver): Response | undefined {
  switch (path) {
    case "/_fake/expire/sessions":
      homeserver.forgetSessions();
      break;
    case "/_fake/expire/mail-links":
      homeserver.expireMailLinks();
      break;
    case "/_fake/expire/codes":
      homeserver.expireCodes();
      break;
    default:
      return undefined;
  }
  return new Response(null, { status: 204 });
}

/** The views of a homeserver from outside. */
function insight(
  path: string | undefined,
  request: Request,
  homeserver: FakeHomeserver,
): Response | undefined {
  const wantsJson = request.headers.get("Accept")?.startsWith("application/json") === true;
  switch (path) {
    case "/_fake/requests":
      return Response.json(homeserver.requests);
    case "/_fake/accounts":
      return Response.json(accountsOf(homeserver));
    case "/_fake/mailbox":
      return wantsJson ? Response.json(homeserver.mailbox) : mailboxPage(homeserver);
    case "/_fake/mailbox.json":
      return Response.json(homeserver.mailbox);
    case "/_fake/sms":
      return wantsJson ? Response.json(homeserver.smsInbox) : smsPage(homeserver);
    case "/_fake/sms.json":
      return Response.json(homeserver.smsInbox);
    case "/_fake/recaptcha/api.js":
      return new Response(captchaScript, { headers: { "Content-Type": "text/javascript" } });
    default:
      return undefined;
  }
}

function accountsOf({ accounts }: FakeHomeserver): unknown {
  return accounts.map(({ userId, kind, devices }) => ({ userId, kind, devices: devices.length }));
}

/** The scenario and the dialect in `<scenario>.<dialect>~<anything>`. */
export function readScenarioId(id: string): { readonly name: string; readonly dialect: string } {
  const [name = "", dialect = "synapse"] = (id.split("~", 1)[0] ?? "").split(".");
  return { name, dialect };
}

function isDialect(name: string): name is DialectName {
  return dialectNames.some((dialect) => dialect === name);
}

function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}
