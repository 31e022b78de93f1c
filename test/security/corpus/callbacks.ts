import fc from "fast-check";
import { takeCallback } from "../../../src/redirect/callback.js";
import { comeBack, metadata, signedOn } from "./accountPages.js";
import { type Kind, kind } from "./kind.js";

const group = "callbacks";
const iss = encodeURIComponent(metadata.issuer);
const mark = fc.constantFrom("#", "?");
const strange = fc
  .array(
    fc.tuple(
      fc.constantFrom("x", "__proto__", "session_state", "scope", "expires_in"),
      fc.webQueryParameters(),
    ),
    { maxLength: 2 },
  )
  .map((pairs) => pairs.map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join(""));
const value = fc.string({ maxLength: 12 }).map(encodeURIComponent);

const malformed = fc
  .tuple(
    mark,
    fc.oneof(
      fc.constantFrom(
        "",
        "code=c",
        "state=&code=c",
        "state=STATE",
        "state=STATE&code=",
        "state=STATE&error=",
        "state=STATE&code=c%0Ad",
        "state=STATE&code=%C3%A4",
        `state=STATE&code=${"x".repeat(4097)}`,
        `state=STATE&code=c&x=${"x".repeat(16_400)}`,
      ),
      fc
        .tuple(
          fc.constantFrom("state", "code", "iss", "error_description", "error_uri"),
          value,
          value,
        )
        .map(([name, one, other]) => `state=STATE&code=c&${name}=${one}&${name}=${other}`),
      value.map((error) => `state=STATE&code=c&error=${error}`),
      fc
        .tuple(fc.constantFrom("access_token", "id_token", "token", "response"), value)
        .map(([name, given]) => `state=STATE&code=c&${name}=${given}`),
      value.map((state) => `x=1&code=c#state=${state}`),
    ),
    strange,
  )
  .map(([sign, parameters, more]) =>
    parameters.includes("#") ? `?${parameters}` : `${sign}${parameters}${more}`,
  );
const otherState = fc
  .tuple(
    mark,
    fc.oneof(
      fc.constantFrom("__proto__", "constructor", "STATEx", "STATE%20", "mrk-", "x".repeat(9000)),
      fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/).map((text) => `mrk-${text}`),
      fc.string({ minLength: 1 }).map(encodeURIComponent),
    ),
    fc.constantFrom("code=c", "error=access_denied", `code=c&iss=${iss}`),
  )
  .map(([sign, state, rest]) => `${sign}state=${state}&${rest}`);
const otherIssuer = fc
  .tuple(
    mark,
    fc.oneof(
      fc.constantFrom(
        "",
        "https://account.example.org",
        "https://ACCOUNT.example.org/",
        "null",
        `${metadata.issuer}x`,
      ),
      fc.webUrl(),
    ),
    fc.constantFrom("code=c", "error=access_denied"),
  )
  .map(([sign, issuer, rest]) => `${sign}state=STATE&${rest}&iss=${encodeURIComponent(issuer)}`);

/** Parameters of the app's own OAuth 2.0, or of nobody's. */
const ofTheApp = fc
  .tuple(
    mark,
    fc.oneof(
      fc
        .tuple(
          fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
          fc.constantFrom("code=c", "error=access_denied"),
        )
        .filter(([state]) => !state.startsWith("mrk-"))
        .map(([state, rest]) => `state=${state}&${rest}`),
      fc.constantFrom(
        "code=c",
        "state=mrk-x",
        "loginToken=t",
        "token=t",
        "access_token=t",
        "error=x",
        "x=mrk-&code=c",
      ),
      fc.webQueryParameters(),
    ),
  )
  .map(([sign, parameters]) => sign + parameters)
  .filter((text) => !/sso_return|state=mrk-[^&]*&(?:code|error)/.test(text));

const noSignOn = fc.oneof(
  fc.constantFrom(
    "?sso_return=ID&sso_return=ID&loginToken=t",
    "?loginToken=t",
    "#sso_return=ID&loginToken=t",
  ),
  fc.constantFrom("?sso_return=ID&loginToken=t&loginToken=t"),
  fc
    .oneof(
      fc.constantFrom("__proto__", "constructor", "", "IDx", "id", "../ID"),
      fc.stringMatching(/^[0-9a-f]{1,32}$/),
    )
    .map((id) => `?sso_return=${id}&loginToken=t`),
);
const noLoginToken = fc
  .oneof(
    fc.constantFrom(
      "",
      "&loginToken=",
      "&loginToken=a%20b",
      "&loginToken=%0A",
      "&loginToken=%C3%A4",
      "&loginToken=%00",
    ),
    fc.constant(`&loginToken=${"x".repeat(8193)}`),
    fc
      .string({ minLength: 1 })
      .filter((text) => !/^[!-~]+$/.test(text))
      .map((text) => `&loginToken=${encodeURIComponent(text)}`),
  )
  .map((rest) => `?sso_return=ID${rest}`);

export const callbacks: readonly Kind[] = [
  kind({
    group,
    name: "parameters that are missing, there twice, or both a code and an error",
    size: 62,
    input: malformed,
    right: { return: [comeBack, "refused: malformedCallback"] },
  }),
  kind({
    group,
    name: "a state that was not given out in this tab",
    size: 37,
    input: otherState,
    right: { return: [comeBack, "refused: lostState"] },
  }),
  kind({
    group,
    name: "another issuer than the one that was gone to",
    size: 25,
    input: otherIssuer,
    right: { return: [comeBack, "refused: wrongIssuer"] },
  }),
  kind({
    group,
    name: "parameters of the app, or without an owner",
    size: 37,
    input: ofTheApp,
    right: { "the page's address": [take, "left alone"] },
  }),
  kind({
    group,
    name: "a sign-on that was not begun in this tab",
    size: 19,
    input: noSignOn,
    right: { return: [signedOn, "refused: lostState"] },
  }),
  kind({
    group,
    name: "a sign-on without a login token that can be one",
    size: 19,
    input: noLoginToken,
    right: { return: [signedOn, "refused: denied"] },
  }),
];

async function take(rest: string): Promise<string> {
  const addresses: string[] = [];
  const taken = takeCallback(
    { href: `https://app.example.org/${rest}` },
    { state: null, replaceState: (_state, _title, url) => void addresses.push(String(url)) },
  );
  return taken === null && addresses.length === 0 ? "left alone" : `taken: ${addresses.join()}`;
}
