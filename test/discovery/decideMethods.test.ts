import { describe, expect, test } from "vitest";
import type { AccountServerBinding } from "../../src/discovery/accountServer.js";
import type {
  Answers,
  LoginAnswer,
  MetadataAnswer,
  NoAnswer,
  RegisterAnswer,
} from "../../src/discovery/answers.js";
import { decideMethods as decideExisting } from "../../src/discovery/decideMethods.js";
import type { MethodType } from "../../src/discovery/methods.js";
import { whyThereIsNone } from "../../src/discovery/whyUnavailable.js";
import type { Trust } from "../../src/protocol/guards/safeUrl.js";
import { accountPages } from "./accountPages.js";

const refused = (status: number, errcode?: string): NoAnswer => ({
  answer: "refused",
  status,
  errcode,
});
const unread = (status: number): NoAnswer => ({ answer: "none", reason: "malformed", status });
const unrecognised = refused(404, "M_UNRECOGNIZED");
const nothing: NoAnswer = { answer: "none", reason: "unreachable" };
const blocked: NoAnswer = { answer: "none", reason: "blocked" };
const timeout: NoAnswer = { answer: "none", reason: "timeout" };
const offline: NoAnswer = { answer: "none", reason: "offline" };
const tooLarge: NoAnswer = { answer: "none", reason: "tooLarge", status: 200 };
const limited = refused(429, "M_LIMIT_EXCEEDED");
const failed = refused(500, "M_UNKNOWN");

const params = { "m.login.terms": { policies: {} } };
const open: RegisterAnswer = { answer: "challenge", flows: [["m.login.dummy"]], params };
const noFlows: RegisterAnswer = { answer: "challenge", flows: [], params: {} };
const noStages: RegisterAnswer = { answer: "challenge", flows: [[]], params: {} };
const made: RegisterAnswer = { answer: "made" };
const notAsked: RegisterAnswer = { answer: "notAsked" };
const forbidden = refused(403, "M_FORBIDDEN");

const flow = (type: string, oauthAwarePreferred = false) => ({
  type,
  oauthAwarePreferred,
  identityProviders: [],
});
const logins = (...flows: ReturnType<typeof flow>[]): LoginAnswer => ({ answer: "flows", flows });
const password = logins(flow("m.login.password"));
const sso = logins(flow("m.login.sso"), flow("m.login.token"));
const both = logins(flow("m.login.password"), flow("m.login.sso"));
const aware = logins(flow("m.login.password"), flow("m.login.sso", true));
const cas = logins(flow("m.login.cas"));
const noLogins = logins();

const pages = (
  changes: Partial<typeof accountPages> = {},
  binding: AccountServerBinding = "sameSite",
): MetadataAnswer => ({
  answer: "metadata",
  metadata: { ...accountPages, ...changes },
  binding,
});
const creates = pages();
const silent = pages({ promptValuesSupported: undefined });
const offersNothing = pages({ promptValuesSupported: [] });
const signInOnly = pages({ promptValuesSupported: ["login"] });
const javascript = pages({ authorizationEndpoint: "javascript:alert(1)" });
const plain = pages({ tokenEndpoint: "http://account.example.org/token" });
const atHome = pages({ issuer: "https://192.168.1.1/" });
const withoutPkce = pages({ codeChallengeMethodsSupported: ["plain"] });
const challengesUnsaid = pages({ codeChallengeMethodsSupported: [] });
const codeElsewhere = pages({ tokenEndpoint: "https://evil.example/token" });
const implicitOnly = pages({ responseTypesSupported: ["token"] });
const posts = pages({ responseModesSupported: ["form_post"] });

/** The methods, or why there is none. */
const decideMethods = (answers: Answers, ...rest: [string, Trust, (readonly MethodType[])?]) =>
  decideExisting(answers, ...rest) ?? whyThereIsNone(answers);

function decide(
  register: RegisterAnswer,
  login: LoginAnswer,
  metadata: MetadataAnswer,
  trust?: Trust,
) {
  const answers = { register, login, metadata } satisfies Answers;
  const decision = decideMethods(answers, "https://matrix.example.org", trust ?? "any");
  if ("reason" in decision) return decision.reason;
  expect(decision.methods[0]).toBe(decision.preferred);
  return decision.methods.map(({ type }) => type).join(" ");
}

describe("the methods, the preferred one first", () => {
  test.each<[string, RegisterAnswer, LoginAnswer, MetadataAnswer, string]>([
    ["an open homeserver", open, password, unrecognised, "uia"],
    ["a flow without stages", noStages, password, unrecognised, "uia"],
    ["open, and single sign-on", open, both, unrecognised, "uia sso"],
    ["open, and pages that make accounts", open, password, creates, "oauth uia"],
    ["open, and pages that do not say so", open, password, silent, "uia oauth"],
    ["all three", open, both, creates, "oauth uia sso"],
    ["all three, the pages silent", open, both, silent, "uia oauth sso"],
    ["stages are not to be used", open, aware, unrecognised, "sso"],
    ["stages are not to be used, with pages", open, aware, creates, "oauth"],
    ["account pages behind Synapse", notAsked, aware, creates, "oauth"],
    ["account pages that do not say so", notAsked, aware, silent, "oauth"],
    ["closed, and account pages that do not say so", forbidden, password, silent, "oauth"],
    ["sign-on, account pages without accounts", forbidden, sso, offersNothing, "sso"],
    ["open, account pages without accounts", open, password, signInOnly, "uia oauth"],
    ["account pages without accounts, /register limited", limited, password, signInOnly, "oauth"],
    ["account pages, and a sign-on of its own", forbidden, sso, creates, "oauth sso"],
    ["pages that say nothing of PKCE", notAsked, aware, challengesUnsaid, "sso"],
    ["sign-on to pages unknown", notAsked, aware, unrecognised, "sso"],
    ["sign-on to pages that fail", notAsked, aware, failed, "sso"],
    ["sign-on to pages that cannot be gone to", notAsked, aware, javascript, "sso"],
    ["account pages and nothing else", forbidden, unrecognised, creates, "oauth"],
    ["account pages, no /register", unrecognised, unrecognised, creates, "oauth"],
    ["account pages, /register limited", limited, unrecognised, creates, "oauth"],
    ["account pages, /register down", failed, unrecognised, creates, "oauth"],
    ["account pages, /register cut off", nothing, timeout, creates, "oauth"],
    ["account pages, no flow", noFlows, password, creates, "oauth"],
    ["single sign-on alone", forbidden, sso, unrecognised, "sso"],
    ["single sign-on and passwords", forbidden, both, unrecognised, "sso"],
    ["single sign-on, /register unknown", unrecognised, sso, unrecognised, "sso"],
    ["single sign-on, /register limited", limited, sso, unrecognised, "sso"],
    ["single sign-on, pages cut off", forbidden, sso, nothing, "sso"],
    ["single sign-on, no flow", noFlows, sso, unrecognised, "sso"],
    ["open, sign-in limited", open, limited, unrecognised, "uia"],
    ["open, sign-in down", open, failed, unrecognised, "uia"],
    ["open, sign-in cut off", open, nothing, nothing, "uia"],
    ["open, sign-in unknown", open, unrecognised, unrecognised, "uia"],
    ["open, sign-in unreadable", open, unread(200), unrecognised, "uia"],
    ["open, pages down", open, password, failed, "uia"],
    ["open, pages limited", open, password, limited, "uia"],
    ["open, pages that cannot be gone to", open, password, javascript, "uia"],
    ["open, pages unreadable", open, password, unread(200), "uia"],
    ["open, pages without S256", open, password, withoutPkce, "uia"],
    ["open, pages that bring the code elsewhere", open, password, codeElsewhere, "uia"],
    ["open, pages that give no code", open, password, implicitOnly, "uia"],
    ["open, pages that answer in a form", open, password, posts, "uia"],
    ["open, CAS is no method", open, cas, unrecognised, "uia"],
  ])("%s", (_, register, login, metadata, methods) => {
    expect(decide(register, login, metadata)).toBe(methods);
  });

  test("bring what was answered, and no session", () => {
    const answers = { register: open, login: both, metadata: creates };
    const { flows } = open;
    expect(decideMethods(answers, "https://matrix.example.org", "any")).toEqual({
      methods: [
        { type: "oauth", metadata: accountPages, isOnOtherSite: false },
        { type: "uia", flows, params },
        { type: "sso", providers: [], isOAuthAware: false },
      ],
      preferred: { type: "oauth", metadata: accountPages, isOnOtherSite: false },
    });
  });

  test("prefer a sign-on where no password signs in", () => {
    const flow = (type: string) => ({ type, oauthAwarePreferred: false, identityProviders: [] });
    const decide = (...types: readonly string[]) =>
      decideMethods(
        {
          register: open,
          login: { answer: "flows", flows: types.map(flow) },
          metadata: unrecognised,
        },
        "https://matrix.example.org",
        "any",
      );
    const isPreferred = true;
    expect(decide("m.login.sso", "m.login.token")).toMatchObject({
      methods: [{ type: "uia" }, { type: "sso", isPreferred }],
    });
    // The order of flows says nothing.
    for (const types of [
      ["m.login.sso", "m.login.password"],
      ["m.login.password", "m.login.sso"],
    ]) {
      expect(decide(...types)).not.toMatchObject({ methods: [{}, { isPreferred }] });
    }
  });

  test("the sign-on of account pages is kept beside them", () => {
    const answers = { register: notAsked, login: aware, metadata: creates };
    const door = { type: "sso", providers: [], isOAuthAware: true };
    const decide = (...wanted: readonly MethodType[]) =>
      decideMethods(answers, "https://matrix.example.org", "any", wanted);
    expect(decide("oauth", "sso")).toMatchObject({ methods: [{ type: "oauth", sso: door }] });
    expect(decide("sso")).toMatchObject({ methods: [door] });
    expect(decide("oauth")).not.toMatchObject({ methods: [{ sso: door }] });
  });

  test("only those that the app wants are offered", () => {
    const answers = { register: open, login: both, metadata: creates };
    const wanting = (...wanted: readonly MethodType[]) => {
      const decision = decideMethods(answers, "https://matrix.example.org", "any", wanted);
      return "reason" in decision ? decision.reason : decision.methods.map(({ type }) => type);
    };
    expect(wanting("uia", "oauth")).toEqual(["oauth", "uia"]);
    expect(wanting("sso")).toEqual(["sso"]);
    expect(wanting()).toBe("unsupported");
  });

  test("account pages that are not known to belong to the homeserver are not offered", () => {
    const unbound = pages({}, "none");
    expect(decide(open, password, unbound)).toBe("uia");
    expect(decide(forbidden, password, unbound)).toBe("unsupported");
    const answers = { register: open, login: password, metadata: pages({}, "named") };
    expect(decideMethods(answers, "https://matrix.example.org", "listed")).toMatchObject({
      preferred: { type: "oauth", isOnOtherSite: true },
    });
  });

  test("account pages stay in doubt while the check of them could not be loaded", () => {
    expect(decide(forbidden, password, { answer: "none", reason: "offline" })).toBe("unreachable");
  });

  test("each provider of a sign-on is offered once, and 32 at most", () => {
    const provider = (id: number) => ({ id: `p${id}`, name: `Provider ${id}` });
    const flows = Array.from({ length: 64 }, (_, flow) => ({
      type: "m.login.sso",
      oauthAwarePreferred: false,
      identityProviders: Array.from({ length: 32 }, (_, id) => provider(flow * 16 + id)),
    }));
    const answers: Answers = {
      register: forbidden,
      login: { answer: "flows", flows },
      metadata: unrecognised,
    };
    expect(decideMethods(answers, "https://matrix.example.org", "any")).toMatchObject({
      preferred: { providers: Array.from({ length: 32 }, (_, id) => provider(id)) },
    });
  });

  test("account pages at home are for the app's own homeserver alone", () => {
    for (const trust of ["any", "listed"] as const) {
      expect(decide(forbidden, password, atHome, trust)).toBe("unsupported");
      expect(decide(forbidden, password, plain, trust)).toBe("unsupported");
    }
    expect(decide(forbidden, password, atHome, "own")).toBe("oauth");
    // Whoever came by https: is not led away from it.
    expect(decide(forbidden, password, plain, "own")).toBe("unsupported");
  });
});

describe("why there is none", () => {
  test.each<[string, RegisterAnswer, LoginAnswer, MetadataAnswer, string]>([
    ["closed", forbidden, password, unrecognised, "closed"],
    ["closed, an old homeserver", forbidden, unrecognised, unrecognised, "closed"],
    ["closed to guests", refused(403, "M_UNKNOWN"), password, unrecognised, "closed"],
    ["no flow at all", noFlows, password, unrecognised, "closed"],
    ["closed, no sign-in either", forbidden, noLogins, unrecognised, "closed"],
    ["closed, CAS is no method", forbidden, cas, unrecognised, "closed"],
    ["closed, and the pages do not offer accounts", forbidden, password, offersNothing, "closed"],
    ["no flow, and the pages do not offer accounts", noFlows, password, signInOnly, "closed"],
    ["closed, the pages and their sign-on", forbidden, aware, signInOnly, "closed"],
    ["closed, the pages' 404 without CORS", forbidden, password, nothing, "closed"],
    ["closed, the pages unreadable", forbidden, password, unread(404), "closed"],
    ["closed by a proxy", unread(403), password, unrecognised, "closed"],
    ["closed, but pages may be there", forbidden, password, failed, "unreachable"],
    ["closed, but pages are limited", forbidden, password, limited, "rateLimited"],
    ["closed, but nothing else is known", forbidden, nothing, nothing, "unreachable"],
    ["closed, but sign-on may be there", forbidden, failed, unrecognised, "unreachable"],
    ["closed, but sign-in is limited", forbidden, limited, unrecognised, "rateLimited"],
    ["closed, sign-in times out", forbidden, timeout, unrecognised, "unreachable"],
    ["pages that cannot be gone to", forbidden, password, javascript, "unsupported"],
    ["pages without S256", forbidden, password, withoutPkce, "unsupported"],
    ["404", unrecognised, password, unrecognised, "unsupported"],
    ["405", refused(405, "M_UNRECOGNIZED"), password, unrecognised, "unsupported"],
    ["400", refused(400, "M_UNRECOGNIZED"), password, unrecognised, "unsupported"],
    ["401 for a token", refused(401, "M_MISSING_TOKEN"), password, unrecognised, "unsupported"],
    ["an account for nothing", made, password, unrecognised, "unsupported"],
    ["/register is HTML", unread(404), password, unrecognised, "unsupported"],
    ["/register is other JSON", refused(404), password, unrecognised, "unsupported"],
    ["limited", limited, password, unrecognised, "rateLimited"],
    ["limited everywhere", limited, limited, limited, "rateLimited"],
    ["a proxy's 429", unread(429), unread(429), unread(429), "rateLimited"],
    ["/register fails", failed, password, unrecognised, "unreachable"],
    ["a proxy's 502", unread(502), unread(502), unread(502), "unreachable"],
    ["nothing", nothing, nothing, nothing, "unreachable"],
    ["nothing for long", timeout, timeout, timeout, "unreachable"],
    ["no network", offline, offline, offline, "unreachable"],
    ["another JSON API", refused(404), refused(404), refused(404), "notMatrix"],
    ["HTML", unread(200), unread(200), unread(200), "notMatrix"],
    ["an HTML 404", unread(404), unread(404), unread(404), "notMatrix"],
    ["too much", tooLarge, tooLarge, tooLarge, "notMatrix"],
    ["HTML, and silence", unread(200), nothing, timeout, "notMatrix"],
  ])("%s", (_, register, login, metadata, reason) => {
    expect(decide(register, login, metadata)).toBe(reason);
  });

  test.each<[string, RegisterAnswer, LoginAnswer, MetadataAnswer, string | undefined]>([
    ["sign-up is cut off, sign-in answers", nothing, password, unrecognised, "homeserver"],
    ["sign-up is cut off, sign-in is unknown", nothing, unrecognised, nothing, "homeserver"],
    ["sign-up is cut off, account pages answer", nothing, nothing, unrecognised, "homeserver"],
    ["nothing answers", nothing, nothing, nothing, undefined],
    ["sign-up takes too long", timeout, password, unrecognised, undefined],
    ["the network goes", offline, password, unrecognised, undefined],
    ["a proxy answers for the rest", nothing, unread(200), unread(404), undefined],
    ["the page's policy", blocked, blocked, blocked, "page"],
  ])(
    "a blocked homeserver is told with what blocks it: %s",
    (_, register, login, metadata, blockedBy) => {
      const answers = { register, login, metadata };
      const decision = decideMethods(answers, "https://matrix.example.org", "any");
      expect(decision).toMatchObject({ reason: "unreachable" });
      expect("blockedBy" in decision ? decision.blockedBy : undefined).toBe(blockedBy);
    },
  );

  test("closed brings what the homeserver says to it", () => {
    const says = { ...forbidden, text: "Ask the club for an invitation." } as const;
    const answers = { register: says, login: password, metadata: unrecognised };
    expect(decideMethods(answers, "https://matrix.example.org", "any")).toEqual({
      reason: "closed",
      detail: { status: 403, errcode: "M_FORBIDDEN", text: "Ask the club for an invitation." },
    });
  });

  test("a limit says when", () => {
    const later = { answer: "refused", status: 429, retryAfterMs: 2000 } as const;
    const rateLimited = { reason: "rateLimited", retryAfterMs: 2000 };
    const ask = (register: RegisterAnswer, login: LoginAnswer, metadata: MetadataAnswer) =>
      decideMethods({ register, login, metadata }, "https://matrix.example.org", "any");
    expect(ask(later, password, unrecognised)).toEqual(rateLimited);
    expect(ask(forbidden, later, unrecognised)).toEqual(rateLimited);
    expect(ask(forbidden, password, later)).toEqual(rateLimited);
    expect(ask(limited, limited, limited)).toEqual({ reason: "rateLimited" });
  });
});
