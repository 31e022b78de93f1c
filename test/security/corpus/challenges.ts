import fc from "fast-check";
import { badAddress } from "./addresses.js";
import { type Kind, kind } from "./kind.js";
import {
  anyErrcode,
  anyJson,
  challenge,
  dummy,
  noText,
  type Reply,
  replyOf,
  strangeKey,
  words,
} from "./replies.js";
import { check, first, last, outcomeOf, probe, signUp } from "./signUp.js";

const group = "bodies";

const noFlows: fc.Arbitrary<unknown> = fc.oneof(
  noText.filter((value) => !Array.isArray(value) || value.length > 0),
  fc.constantFrom(null, "m.login.dummy", [{ stages: dummy }], [[dummy]], [{ stages: [7] }], [{}]),
  fc
    .integer({ min: 65, max: 300 })
    .map((count) => Array.from({ length: count }, () => ({ stages: [dummy] }))),
  fc
    .integer({ min: 17, max: 99 })
    .map((count) => [{ stages: Array.from({ length: count }, () => dummy) }]),
  fc
    .integer({ min: 33, max: 64 })
    .map((count) => Array.from({ length: count }, (_, index) => ({ stages: [`x.${index}`] }))),
);
const badSession = fc.oneof(
  noText,
  fc.constantFrom("a\nb", "\u0000", "\ud800", "x".repeat(513), "\u0085"),
);
const beyondBounds = fc.oneof(
  noFlows.map((flows) => ({ ...challenge, flows })),
  badSession.map((session) => ({ ...challenge, session })),
);
const badType = fc.oneof(
  fc.constantFrom("", ".", "..", "../x", "a b", "a/b", "a\u0000", "ä", "x".repeat(129)),
  words.filter((text) => !/^[A-Za-z0-9._-]{1,128}$/.test(text)),
);
const junkFlow: fc.Arbitrary<unknown> = fc.oneof(
  noText,
  badType.map((type) => ({ stages: [type, dummy] })),
  fc.constantFrom(null, {}, { stages: null }, { stages: "m.login.dummy" }, { stages: [null] }),
);

const unknownType = fc.oneof(
  fc.constantFrom(
    "toString",
    "constructor",
    "__proto__",
    "valueOf",
    "m.login.password",
    "m.login.sso",
  ),
  fc.stringMatching(/^org\.example\.[a-z]{1,12}$/),
);

/** By `http:` a policy is shown without a link. */
const badLink = fc.oneof(
  badAddress.filter((address) => !/^http:/i.test(address)),
  noText,
);
const goodLink = "https://hs.example.org/privacy";
const policy = (url: unknown, name: unknown = "Privacy") => ({ version: "1", en: { name, url } });
const termsWith = (policies: unknown): Reply =>
  replyOf(401, {
    session: "s",
    flows: [{ stages: ["m.login.terms"] }],
    params: { "m.login.terms": { policies } },
  });
const noPolicies = fc.oneof(
  noText.filter((value) => typeof value !== "object"),
  fc.constantFrom(
    null,
    [],
    { privacy: {} },
    { privacy: { version: "1" } },
    { privacy: policy(goodLink, "") },
  ),
  fc
    .integer({ min: 21, max: 60 })
    .map((count) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`p${index}`, policy(goodLink)]),
      ),
    ),
  words
    .filter((name) => /^[\p{Cc}\p{Cf}\p{Surrogate}]*$/u.test(name))
    .map((name) => ({ p: policy(goodLink, name) })),
);

/** Asks for other stages with each answer, and for none twice. */
const restless = fc
  .uniqueArray(fc.stringMatching(/^org\.example\.[a-z]{1,6}$/), { minLength: 12, maxLength: 12 })
  .map((types) =>
    types.map((type) => replyOf(401, { ...challenge, flows: [{ stages: [dummy, type] }] })),
  );

const undone = fc
  .record({
    completed: fc.oneof(noText, fc.constantFrom(null, [], "m.login.dummy", [["m.login.dummy"]])),
    errcode: anyErrcode,
  })
  .map((more) => replyOf(401, { ...challenge, ...more }));

export const challenges: readonly Kind[] = [
  kind({
    group,
    name: "401 with flows or a session beyond the bounds",
    size: 50,
    input: beyondBounds.map((body) => replyOf(401, body)),
    right: {
      probe: [probe, "none: notMatrix"],
      check: [check, "uncertain"],
      first: [first, "end: malformed"],
      last: [last, "end: malformed"],
    },
  }),
  kind({
    group,
    name: "401 with a good flow among members that are none",
    size: 37,
    input: fc
      .tuple(fc.array(junkFlow, { minLength: 1, maxLength: 5 }), fc.nat(5))
      .map(([junk, at]) => [...junk.slice(0, at), { stages: [dummy] }, ...junk.slice(at)])
      .map((flows) => replyOf(401, { ...challenge, flows })),
    right: { probe: [probe, "found: uia"], first: [first, "account"] },
  }),
  kind({
    group,
    name: "401 with strange params and members beside the flows",
    size: 37,
    input: fc.tuple(strangeKey, anyJson, anyJson).map(([key, value, params]) => ({
      status: 401,
      body: `{${JSON.stringify(key)}:${value},"session":"s","flows":[{"stages":["${dummy}"]}],"params":${params}}`,
    })),
    right: { probe: [probe, "found: uia"], first: [first, "account"] },
  }),
  kind({
    group,
    name: "401 with stages whose names cannot be sent, alone",
    size: 25,
    input: badType.map((type) => replyOf(401, { ...challenge, flows: [{ stages: [type] }] })),
    right: { probe: [probe, "none: closed"], first: [first, "end: closed"] },
  }),
  kind({
    group,
    name: "401 with an unknown stage, or one that asks for another account",
    size: 19,
    input: unknownType.map((type) => replyOf(401, { ...challenge, flows: [{ stages: [type] }] })),
    right: { probe: [probe, "found: uia"], first: [first, "stage: homeserver's page"] },
  }),
  kind({
    group,
    name: "the same without a session",
    size: 19,
    input: unknownType.map((type) => replyOf(401, { flows: [{ stages: [type] }] })),
    right: { probe: [probe, "found: uia"], first: [first, "end: noSupportedFlow"] },
  }),
  kind({
    group,
    name: "401 that never completes the stage",
    size: 25,
    input: undone,
    right: { last: [endless, "end, after two requests"] },
  }),
  kind({
    group,
    name: "401 with other flows each time",
    size: 12,
    input: restless,
    right: { last: [changing, "ends in a few requests"] },
  }),
  kind({
    group,
    name: "policies with an unsafe link",
    size: 62,
    input: fc
      .tuple(badLink, fc.boolean())
      .map(([url, beside]) =>
        termsWith({ a: policy(url), ...(beside && { b: policy(goodLink) }) }),
      ),
    right: { first: [first, "end: policiesMalformed"] },
  }),
  kind({
    group,
    name: "policies that are none, too many, or have no name",
    size: 25,
    input: noPolicies.map(termsWith),
    right: { first: [first, "end: policiesMalformed"] },
  }),
  kind({
    group,
    name: "terms that consist of no policy",
    size: 1,
    input: fc.constant(termsWith({})),
    right: { first: [first, "account"] },
  }),
  kind({
    group,
    name: "a good policy, and strange members beside it",
    size: 19,
    input: fc
      .tuple(
        strangeKey,
        noText.filter((value) => typeof value !== "object"),
      )
      .map(([key, value]) => termsWith({ privacy: policy(goodLink), [`x${key}`]: value })),
    right: { first: [first, "stage: m.login.terms"] },
  }),
];

async function endless(reply: Reply): Promise<string> {
  const { now, registrations } = await signUp([replyOf(401, challenge), reply]);
  const { status } = now();
  return status === "failed" && registrations() === 2
    ? "end, after two requests"
    : `${outcomeOf(now())} after ${registrations()}`;
}

async function changing(replies: readonly Reply[]): Promise<string> {
  const { now, registrations } = await signUp(replies);
  const { status } = now();
  return status === "failed" && registrations() <= 12
    ? "ends in a few requests"
    : `${outcomeOf(now())} after ${registrations()}`;
}
