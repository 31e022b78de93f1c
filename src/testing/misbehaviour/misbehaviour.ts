import type { Misbehaviour, Rule, RuleCondition } from "../model/rules.js";
import type { HomeserverState } from "../model/state.js";
import { internalError, jsonResponse } from "../server/answers.js";
import { authTypeOf, type Call, isObject, type Quirks } from "../server/call.js";
import { pause } from "../server/clock.js";

type Act = () => Promise<Response>;
type HeadersFor = (status: number) => Readonly<Record<string, string>>;

export interface Misbehaviours {
  /** Adds a rule; the returned function takes it back. */
  add(rule: Rule): () => void;
  /** Lets all rules that apply do what they do around the act, the first one outermost. */
  around(call: Call, act: Act): Promise<Response>;
}

export function createMisbehaviours(state: HomeserverState, headersFor: HeadersFor): Misbehaviours {
  const rules = new Set<{ rule: Rule; matched: number }>();

  function add(rule: Rule): () => void {
    const entry = { rule, matched: 0 };
    rules.add(entry);
    return () => void rules.delete(entry);
  }

  /** Counts the request for every rule it matches, and says which act. */
  function acting(call: Call): Misbehaviour[] {
    return [...rules].flatMap((entry) => {
      const { on = {}, times } = entry.rule;
      if (!matches(call, on)) return [];
      entry.matched += 1;
      const first = on.nth ?? 1;
      const last = first + (times ?? (on.nth === undefined ? Infinity : 1)) - 1;
      return entry.matched >= first && entry.matched <= last ? [entry.rule.do] : [];
    });
  }

  for (const rule of state.settings.misbehaviour) add(rule);
  return {
    add,
    around: (call, act) =>
      acting(call).reduceRight<Act>(
        (next, misbehaviour) => () => misbehave(misbehaviour, call, next, state, headersFor),
        act,
      )(),
  };
}

function matches(call: Call, { method, path, authType, bodyHas }: RuleCondition): boolean {
  return (
    (method === undefined || method === call.method) &&
    (path === undefined || call.path.endsWith(path)) &&
    (authType === undefined || authType === authTypeOf(call)) &&
    (bodyHas === undefined || bodyHasKey(call, bodyHas))
  );
}

async function misbehave(
  misbehaviour: Misbehaviour,
  call: Call,
  act: Act,
  state: HomeserverState,
  headersFor: HeadersFor,
): Promise<Response> {
  switch (misbehaviour.kind) {
    case "slow":
      await pause(state.settings.clock, misbehaviour.ms);
      return act();
    case "cut":
      return Response.error();
    case "dropAnswer":
      await act();
      return Response.error();
    case "status": {
      if (misbehaviour.acted) await act();
      const { status, body = internalError.body } = misbehaviour;
      return jsonResponse({ status, body }, headersFor(status));
    }
    case "html":
      if (misbehaviour.acted) await act();
      return proxyPage(misbehaviour.status ?? 502, headersFor);
    case "wrongTypes":
      return rewritten(await act(), withOtherTypes);
    case "rewrite":
      return rewritten(await act(), misbehaviour.body);
    case "unauthorizedWithoutFlows": {
      const { errcode = "M_UNAUTHORIZED", error = "Unauthorized" } = misbehaviour;
      return jsonResponse({ status: 401, body: { errcode, error } }, headersFor(401));
    }
    case "limited":
      return limited(misbehaviour, headersFor);
    case "bucketFull":
      state.registrationLimiter.fill();
      return act();
    case "takeUsername":
      takeUsername(call, state);
      return act();
    default:
      Object.assign(call.quirks, quirkOf(misbehaviour));
      return act();
  }
}

type QuirkKind = Exclude<
  Misbehaviour["kind"],
  | "slow"
  | "cut"
  | "dropAnswer"
  | "status"
  | "html"
  | "wrongTypes"
  | "rewrite"
  | "unauthorizedWithoutFlows"
  | "limited"
  | "bucketFull"
  | "takeUsername"
>;

function quirkOf(misbehaviour: Extract<Misbehaviour, { kind: QuirkKind }>): Quirks {
  return misbehaviour.kind === "sessionLifetime"
    ? { sessionLifetimeMs: misbehaviour.ms ?? 5 * 60_000 }
    : { [misbehaviour.kind]: true };
}

function limited(
  { retryAfterMs = 5000, in: where = "body" }: Extract<Misbehaviour, { kind: "limited" }>,
  headersFor: HeadersFor,
): Response {
  const body = { errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests" };
  const header = { "Retry-After": String(Math.ceil(retryAfterMs / 1000)) };
  if (where === "body") {
    return jsonResponse(
      { status: 429, body: { ...body, retry_after_ms: retryAfterMs } },
      headersFor(429),
    );
  }
  const headers =
    where === "header" ? { ...header, "Access-Control-Expose-Headers": "Retry-After" } : header;
  return jsonResponse({ status: 429, body, headers }, headersFor(429));
}

function takeUsername(call: Call, { accounts, sessions }: HomeserverState): void {
  const body = call.body.kind === "json" && isObject(call.body.value) ? call.body.value : {};
  const auth = isObject(body["auth"]) ? body["auth"] : {};
  const session = typeof auth["session"] === "string" ? auth["session"] : "";
  const stored = sessions.find(session)?.params ?? {};
  const username = body["username"] ?? stored["username"];
  if (typeof username !== "string") return;
  const localpart = username.toLowerCase();
  if (accounts.find(accounts.userId(localpart)) === undefined) accounts.create({ localpart });
}

// With CORS headers, as many proxies send them: else no page could tell it from a broken line.
function proxyPage(status: number, headersFor: HeadersFor): Response {
  const page = `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`;
  return new Response(page, {
    status,
    headers: { ...headersFor(status), "Content-Type": "text/html" },
  });
}

async function rewritten(
  response: Response,
  rewrite: (body: Readonly<Record<string, unknown>>) => unknown,
): Promise<Response> {
  if (response.headers.get("Content-Type") !== "application/json") return response;
  const body = (await response.json()) as Record<string, unknown>;
  const { status, headers } = response;
  return new Response(JSON.stringify(rewrite(body)), { status, headers });
}

function withOtherTypes(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, otherType(value)]));
}

function otherType(value: unknown): unknown {
  if (typeof value === "string") return 7;
  if (Array.isArray(value)) return { 0: value };
  return typeof value === "object" ? [value] : JSON.stringify(value);
}

function bodyHasKey(call: Call, key: string): boolean {
  return (
    call.body.kind === "json" && isObject(call.body.value) && Object.hasOwn(call.body.value, key)
  );
}
