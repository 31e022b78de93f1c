import fc from "fast-check";
import { type Kind, kind } from "./kind.js";
import {
  account,
  anyErrcode,
  anyJson,
  challenge,
  noErrcode,
  noText,
  type Reply,
  replyOf,
  unknownErrcode,
  unreadable,
  withStrangeMembers,
  words,
} from "./replies.js";
import { always, check, first, last, probe } from "./signUp.js";

const group = "bodies";

function unreadableWith(...statuses: readonly number[]): fc.Arbitrary<Reply> {
  return fc.record({ status: fc.constantFrom(...statuses), body: unreadable });
}

/** Statuses that say nothing by themselves. */
const anyStatus = [200, 201, 202, 206, 301, 400, 404, 405, 409, 413, 418, 451, 500, 501, 520];

const noUserId = fc.oneof(
  noText,
  fc.constantFrom(
    null,
    undefined,
    "",
    "alice",
    "@alice",
    "@alice:",
    "#alice:hs.example.org",
    "@al\u202eice:hs.example.org",
    "@al\u0000ice:hs.example.org",
    "@alice:hs.example.org:1:2",
    "@alice:hs example.org",
    "@alice:hs.example.org/",
    `@${"a".repeat(300)}:hs.example.org`,
    "@alice:[::1",
  ),
);
const badToken = fc.oneof(
  noText,
  fc.constantFrom("", " ", "a b", "a\r\nX: y", "\u202e", "tökén", "x".repeat(8193)),
);
const badMember = fc.oneof(
  fc.record({ access_token: badToken }),
  fc.record({ refresh_token: badToken }),
  fc.record({
    device_id: fc.oneof(noText, fc.constantFrom("", "a\nb", "\ud800", "x".repeat(513))),
  }),
);
const otherServer = fc
  .oneof(
    fc.constantFrom(
      "evil.example",
      "hs.example.org.evil.example",
      "matrix.hs.example.org",
      "hs.example.org:8448",
      "hs.example.org:443",
      "xhs.example.org",
      "hs.example.or",
      "example.org",
      "127.0.0.1",
      "[::1]",
    ),
    fc.stringMatching(/^[a-z0-9]{1,12}\.example$/),
  )
  .map((name) => replyOf(200, { ...account, user_id: `@alice:${name}` }));

function refusalWith(
  statuses: readonly number[],
  errcode: fc.Arbitrary<unknown> = anyErrcode,
): fc.Arbitrary<Reply> {
  return fc
    .tuple(fc.constantFrom(...statuses), errcode, fc.oneof(words, noText))
    .map(([status, named, error]) => replyOf(status, { errcode: named, error }));
}

const disagreeing = fc.oneof(
  fc.constant(replyOf(200, challenge)),
  fc.constant(replyOf(200, { errcode: "M_FORBIDDEN", error: "No" })),
  fc.constant(replyOf(200, { ...challenge, ...{ errcode: "M_USER_IN_USE" } })),
  withStrangeMembers({ home_server: "hs.example.org" }).map((body) => ({ status: 200, body })),
  anyJson.map((json) => ({
    status: 200,
    body: `{"__proto__":${JSON.stringify(account)},"x":${json}}`,
  })),
);

const silent = { probe: [probe, "none: notMatrix"], check: [check, "uncertain"] } as const;
const inDoubt = { first: [first, "pause: serverFailed"], last: [last, "account"] } as const;

export const bodies: readonly Kind[] = [
  kind({
    group,
    name: "no JSON object: a page, half of it, another encoding, too large",
    size: 136,
    input: unreadableWith(...anyStatus.filter((status) => status !== 301)),
    right: { ...silent, ...inDoubt },
  }),
  kind({
    group,
    name: "the same from a gateway (502, 504)",
    size: 37,
    input: unreadableWith(502, 504),
    right: { ...silent, ...inDoubt, probe: [probe, "none: unreachable"] },
  }),
  kind({
    group,
    name: "the same with 401",
    size: 37,
    input: unreadableWith(401),
    right: {
      ...silent,
      first: [first, "end: malformed"],
      last: [last, "end: malformed"],
    },
  }),
  kind({
    group,
    name: "the same with 429",
    size: 37,
    input: unreadableWith(429),
    right: {
      ...silent,
      probe: [probe, "none: rateLimited"],
      first: [first, "pause: notLetThrough"],
      last: [last, "pause: notLetThrough"],
    },
  }),
  kind({
    group,
    name: "the same with 403, from what stands in front of the homeserver",
    size: 30,
    input: unreadableWith(403),
    right: {
      ...silent,
      first: [first, "pause: notLetThrough"],
      last: [last, "pause: notLetThrough"],
    },
  }),
  kind({
    group,
    name: "the same with 503",
    size: 30,
    input: unreadableWith(503),
    right: {
      probe: [probe, "none: unreachable"],
      first: [first, "pause: notLetThrough"],
      last: [last, "account"],
      check: [check, "uncertain"],
    },
  }),
  kind({
    group,
    name: "200 without a user ID, or with one that is none",
    size: 37,
    input: noUserId.map((user_id) => replyOf(200, { ...account, user_id })),
    right: { ...silent, ...inDoubt },
  }),
  kind({
    group,
    name: "200 with the body of another answer",
    size: 37,
    input: disagreeing,
    right: { ...silent, ...inDoubt },
  }),
  kind({
    group,
    name: "200 with a token or a device that is none",
    size: 31,
    input: badMember.map((member) => replyOf(200, { ...account, ...member })),
    right: { ...silent, ...inDoubt },
  }),
  kind({
    group,
    name: "200 with an account of another homeserver",
    size: 19,
    input: otherServer,
    right: {
      probe: [probe, "none: unsupported"],
      first: [first, "end: wrongServerName"],
      last: [last, "end: wrongServerName"],
      check: [check, "end: wrongServerName"],
    },
  }),
  kind({
    group,
    name: "200 with an account, and strange members beside it",
    size: 37,
    input: withStrangeMembers(account).map((body) => ({ status: 200, body })),
    right: {
      probe: [probe, "none: unsupported"],
      first: [first, "account"],
      last: [last, "account"],
      check: [check, "account"],
    },
  }),
  kind({
    group,
    name: "4xx with any errcode and any words",
    size: 50,
    input: refusalWith([400, 402, 409, 410, 418, 422, 451]),
    right: { first: [first, "end: refused"], last: [last, "account"], check: [check, "uncertain"] },
  }),
  kind({
    group,
    name: "403 with an unknown errcode and any words, again and again",
    size: 30,
    input: refusalWith([403], unknownErrcode),
    right: {
      probe: [probe, "none: closed"],
      first: [always, "end: closed"],
      last: [last, "account"],
      check: [check, "uncertain"],
    },
  }),
  kind({
    group,
    name: "403 without an errcode",
    size: 25,
    input: refusalWith([403], noErrcode),
    right: {
      probe: [probe, "none: closed"],
      first: [first, "pause: notLetThrough"],
      last: [last, "pause: notLetThrough"],
      check: [check, "uncertain"],
    },
  }),
  kind({
    group,
    name: "5xx with any errcode and any words",
    size: 37,
    input: refusalWith([500, 501, 502, 504, 520, 599]),
    right: { ...silent, ...inDoubt, probe: [probe, "none: unreachable"] },
  }),
  kind({
    group,
    name: "401 with an account but no flows",
    size: 12,
    input: withStrangeMembers(account).map((body) => ({ status: 401, body })),
    right: {
      first: [first, "end: refused"],
      last: [last, "account"],
      check: [check, "uncertain"],
    },
  }),
];
