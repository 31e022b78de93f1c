import fc from "fast-check";
import { loginFlows } from "../../../src/protocol/endpoints/loginFlows.js";
import { badAddress } from "./addresses.js";
import { answering, said } from "./answering.js";
import { type Kind, kind } from "./kind.js";
import { noText, type Reply, replyOf, unreadable, withStrangeMembers, words } from "./replies.js";
import { discover, homeserver } from "./signUp.js";

const group = "documents";
const address = "https://hs.example.org/.well-known/matrix/client";
const named = (base_url: unknown): Reply => replyOf(200, { "m.homeserver": { base_url } });

const noHomeserver = fc.oneof(
  noText.map((value) => replyOf(200, { "m.homeserver": value })),
  noText.map(named),
  fc
    .constantFrom(
      ...['{"m.homeserver":null}', "{}", '{"M.HOMESERVER":{"base_url":"https://evil.example"}}'],
      ...["__proto__", "constructor", "m.identity_server"].map(
        (key) => `{"${key}":{"m.homeserver":{"base_url":"https://evil.example"}}}`,
      ),
      '{"m.homeserver":{"__proto__":{"base_url":"https://evil.example"}}}',
    )
    .map((body) => ({ status: 200, body })),
  fc.integer({ min: 9, max: 20_000 }).map((depth) => ({
    status: 200,
    body: `${'{"m.homeserver":'.repeat(depth)}{}${"}".repeat(depth)}`,
  })),
);

const provider = { id: "github", name: "GitHub", icon: "mxc://hs.example.org/a", brand: "github" };
const badProvider = fc.oneof(
  noText,
  fc
    .oneof(noText, fc.constantFrom("", ".", "..", "../x", "a/b", "a b", "ä", "x".repeat(256)))
    .map((id) => ({ ...provider, id })),
  fc
    .oneof(noText, fc.constantFrom("", "\u202e", "\u200b", " \n"))
    .map((name) => ({ ...provider, name })),
);
const ssoWith = (providers: readonly unknown[]): Reply =>
  replyOf(200, { flows: [{ type: "m.login.sso", identity_providers: providers }] });
const badIcon = fc.oneof(
  noText,
  badAddress,
  fc.constantFrom(
    "mxc://",
    "mxc://hs.example.org/../x",
    "mxc://evil@hs/x",
    "mxc:/x/y",
    "https://hs.example.org/x.svg",
  ),
);
const badBrand = fc.oneof(
  noText,
  fc.constantFrom("", "Git Hub", "GITHUB", "x".repeat(65), 'a"b'),
  words.filter((text) => !/^[a-z0-9._-]{1,64}$/.test(text)),
);

export const documents: readonly Kind[] = [
  kind({
    group,
    name: "a .well-known with an unsafe address",
    size: 81,
    input: fc
      .oneof(
        badAddress,
        fc.constantFrom(
          ...["?query", "/#fragment", "/?", "#"].map((end) => `https://evil.example${end}`),
        ),
      )
      .map(named),
    right: { ".well-known": [lookUp, "none: notMatrix"] },
  }),
  kind({
    group,
    name: "a .well-known that is no JSON object",
    size: 37,
    input: unreadable.map((body) => ({ status: 200, body })),
    right: { ".well-known": [lookUp, "none: notMatrix"] },
  }),
  kind({
    group,
    name: "a .well-known that names no homeserver",
    size: 25,
    input: noHomeserver,
    right: { ".well-known": [lookUp, "none: notMatrix"] },
  }),
  kind({
    group,
    name: "a good .well-known, and strange members beside it",
    size: 19,
    input: withStrangeMembers({ "m.homeserver": { base_url: homeserver.baseUrl } }).map((body) => ({
      status: 200,
      body,
    })),
    right: { ".well-known": [lookUp, "found: uia"] },
  }),
  kind({
    group,
    name: "a provider of sign-on that cannot be offered",
    size: 25,
    input: fc
      .array(badProvider, { minLength: 1, maxLength: 5 })
      .map((bad) => ssoWith([...bad, provider])),
    right: { "login flows": [providers, "github"] },
  }),
  kind({
    group,
    name: "an icon or a brand that is none",
    size: 25,
    input: fc.oneof(
      badIcon.map((icon) => ssoWith([{ ...provider, icon, brand: undefined }])),
      badBrand.map((brand) => ssoWith([{ ...provider, brand, icon: undefined }])),
    ),
    right: { "login flows": [pictures, "offered without it"] },
  }),
  kind({
    group,
    name: "more login flows than are read",
    size: 10,
    input: fc
      .integer({ min: 65, max: 400 })
      .map((count) =>
        replyOf(200, { flows: Array.from({ length: count }, () => ({ type: "m.login.sso" })) }),
      ),
    right: { "login flows": [providers, "no answer"] },
  }),
];

function lookUp(reply: Reply): Promise<string> {
  const api = `${homeserver.baseUrl}/_matrix/client`;
  const answers = {
    [address]: reply,
    [`${api}/v3/register`]: replyOf(401, { flows: [{ stages: ["m.login.dummy"] }] }),
    [`${api}/v3/login`]: replyOf(200, { flows: [] }),
  };
  return discover("hs.example.org", answers, (url) => url === address || url.startsWith(`${api}/`));
}

async function flowsOf(reply: Reply) {
  return said(loginFlows(answering(reply)));
}

async function providers(reply: Reply): Promise<string> {
  const flows = await flowsOf(reply);
  if (flows === "no answer") return flows;
  return flows.flatMap(({ identityProviders }) => identityProviders.map(({ id }) => id)).join();
}

async function pictures(reply: Reply): Promise<string> {
  const flows = await flowsOf(reply);
  if (flows === "no answer") return flows;
  const [only] = flows.flatMap(({ identityProviders }) => identityProviders);
  return only !== undefined && only.icon === undefined && only.brand === undefined
    ? "offered without it"
    : JSON.stringify(only);
}
