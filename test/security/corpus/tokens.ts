import fc from "fast-check";
import { exchange, logIn, own, register } from "./accountPages.js";
import { type Kind, kind } from "./kind.js";
import { anyJson, noText, type Reply, replyOf, strangeKey, unreadable } from "./replies.js";

const group = "metadata";

const token = { access_token: "access", token_type: "Bearer" };
const notToken = fc.oneof(
  noText,
  fc.constantFrom(null, undefined, "", "a b", "a\r\nX: y", "x".repeat(8193), "tökén"),
);
const badTokenAnswer = fc.oneof(
  notToken.map((access_token) => replyOf(200, { ...token, access_token })),
  fc
    .oneof(noText, fc.constantFrom(undefined, null, "", "mac", "DPoP", "N_A"))
    .map((token_type) => replyOf(200, { ...token, token_type })),
  notToken
    .filter((value) => value !== undefined)
    .map((refresh_token) => replyOf(200, { ...token, refresh_token })),
  fc
    .constantFrom("openid", "urn:matrix:client:api", "urn:matrix:client:device:X", ["x"], 7)
    .map((scope) => replyOf(200, { ...token, scope })),
  fc.constantFrom("e30.e30.e30", 7, {}, "").map((id_token) => replyOf(200, { ...token, id_token })),
  unreadable.map((body) => ({ status: 200, body })),
  fc.constantFrom(201, 202, 204, 206).map((status) => replyOf(status, token)),
  anyJson.map((json) => ({
    status: 200,
    body: `{"__proto__":${JSON.stringify(token)},"x":${json}}`,
  })),
);

const badClient = fc.oneof(
  fc
    .oneof(noText, fc.constantFrom(null, undefined, "", "a b", "ä", "x".repeat(513), "\n"))
    .map((client_id) => replyOf(201, { client_id })),
  unreadable.map((body) => ({ status: 201, body })),
  fc.constantFrom(200, 202, 204).map((status) => replyOf(status, { client_id: "c" })),
);

type Owner = (device: string) => Reply;
const owner =
  (changes: (device: string) => object): Owner =>
  (device) =>
    replyOf(200, { user_id: "@alice:example.org", device_id: device, ...changes(device) });

export const tokens: readonly Kind[] = [
  kind({
    group,
    name: "a client ID that is none",
    size: 25,
    input: badClient,
    right: { "client registration": [register, "refused: malformed"] },
  }),
  kind({
    group,
    name: "tokens that are none, of another type or for less",
    size: 50,
    input: badTokenAnswer,
    right: { "the code's exchange": [exchange, "refused: malformed"] },
  }),
  kind({
    group,
    name: "a token of another device",
    size: 12,
    input: fc
      .oneof(
        fc
          .string({ minLength: 1, maxLength: 9 })
          .filter((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text)),
        fc.constant(undefined),
      )
      .map((device_id) => owner(() => ({ device_id }))),
    right: { whoami: [own, "refused: wrongDevice, tokens given back"] },
  }),
  kind({
    group,
    name: "a token of another homeserver's account",
    size: 12,
    input: fc
      .oneof(
        fc.constantFrom(
          "evil.example",
          "example.org.evil.example",
          "example.org:8448",
          "not-example.org",
          "org",
        ),
        fc.stringMatching(/^[a-z0-9]{1,12}\.example$/),
      )
      .map((name) => owner(() => ({ user_id: `@alice:${name}` }))),
    right: { whoami: [own, "refused: wrongServerName, tokens given back"] },
  }),
  kind({
    group,
    name: "login: an answer without an account, a token or a device",
    size: 37,
    input: fc.oneof(
      unreadable.map((body) => ({ status: 200, body })),
      fc
        .tuple(
          fc.constantFrom("user_id", "access_token", "device_id"),
          fc.oneof(noText, fc.constantFrom(null, undefined, "", "\n")),
        )
        .map(([name, value]) =>
          replyOf(200, {
            user_id: "@alice:example.org",
            access_token: "t",
            device_id: "D",
            [name]: value,
          }),
        ),
      fc
        .tuple(strangeKey, anyJson)
        .map(([key, json]) => ({ status: 200, body: `{${JSON.stringify(key)}:${json}}` })),
    ),
    right: { "the login token's exchange": [logIn, "refused: malformed"] },
  }),
];
