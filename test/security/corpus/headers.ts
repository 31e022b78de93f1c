import fc from "fast-check";
import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";
import { MatrixError, NetworkError } from "../../../src/protocol/wire/errors.js";
import { request } from "../../../src/protocol/wire/request.js";
import { badAddress } from "./addresses.js";
import { type Kind, kind } from "./kind.js";
import { account, challenge, type Reply, replyOf, responseOf } from "./replies.js";
import { first, homeserver, last } from "./signUp.js";

const group = "headers";
const limit = { errcode: "M_LIMIT_EXCEEDED" };

const contentTypes = fc.oneof(
  fc.constantFrom(
    "text/html",
    "text/plain; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/javascript",
    "multipart/form-data; boundary=x",
    "image/svg+xml",
    "x",
    "application/json, text/html",
  ),
  fc.stringMatching(/^[a-z]{1,8}\/[a-z+.]{1,12}$/),
);
const strangeHeader = fc.tuple(
  fc.constantFrom(
    "Content-Encoding",
    "Content-Length",
    "Content-Security-Policy",
    "Location",
    "Refresh",
    "Set-Cookie",
    "Clear-Site-Data",
    "Link",
    "X-Frame-Options",
    "WWW-Authenticate",
  ),
  fc.oneof(
    fc.constantFrom(
      "",
      "0",
      "gzip",
      "br",
      "https://evil.example/",
      "0; url=https://evil.example",
      '"*"',
      "Basic",
    ),
    fc.stringMatching(/^[!-~]{0,20}$/),
  ),
);

const noWait = fc.oneof(
  fc.constantFrom("", "soon", "-5", "1.5", "1e3", "0x10", "soon GMT", "٣", "1 2", "9".repeat(400)),
  fc.stringMatching(/^[a-z]{1,9}( GMT)?$/),
);
const numbers = fc.oneof(
  fc.nat(100_000).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String),
  fc
    .date({ min: new Date("1970-01-02"), max: new Date("2999-01-01"), noInvalidDate: true })
    .map((date) => date.toUTCString()),
);

export const headers: readonly Kind[] = [
  kind({
    group,
    name: "any content type on a good answer",
    size: 25,
    input: contentTypes,
    right: {
      first: [(type) => first(replyOf(401, challenge, { "Content-Type": type })), "account"],
      last: [(type) => last(replyOf(200, account, { "Content-Type": type })), "account"],
    },
  }),
  kind({
    group,
    name: "any other header on a good answer",
    size: 25,
    input: strangeHeader,
    right: {
      first: [([name, value]) => first(replyOf(401, challenge, { [name]: value })), "account"],
      last: [([name, value]) => last(replyOf(200, account, { [name]: value })), "account"],
    },
  }),
  kind({
    group,
    name: "Retry-After that is no wait",
    size: 19,
    input: noWait.filter((text) => !/^\d+$/.test(text) || text.length > 300),
    right: { request: [waitOf, "none said"], first: [limited, "pause: rateLimited"] },
  }),
  kind({
    group,
    name: "Retry-After with any number of seconds, or any date",
    size: 37,
    input: numbers,
    right: { request: [waitOf, "0 ms to a day"], first: [limitedOrLong, "waits"] },
  }),
  kind({
    group,
    name: "a redirect of a read to an unsafe place",
    size: 37,
    input: badAddress,
    right: { request: [redirected, "malformed"] },
  }),
  kind({
    group,
    name: "any status without a body",
    size: 25,
    input: fc.integer({ min: 200, max: 599 }).filter((status) => status !== 401 && status !== 429),
    right: {
      first: [(status) => first({ status, body: "" }), "pause: serverFailed"],
      last: [(status) => last({ status, body: "" }), "account"],
    },
  }),
];

async function answerTo(fetch: Fetch): Promise<unknown> {
  return request("GET", `${homeserver.baseUrl}/x`, undefined, { fetch }).catch(
    (error: unknown) => error,
  );
}

async function waitOf(header: string): Promise<string> {
  const error = await answerTo(async () =>
    responseOf(replyOf(429, limit, { "Retry-After": encodable(header) })),
  );
  if (!(error instanceof MatrixError)) return String(error);
  const { retryAfterMs } = error;
  if (retryAfterMs === undefined) return "none said";
  return retryAfterMs >= 0 && retryAfterMs <= 86_400_000 ? "0 ms to a day" : String(retryAfterMs);
}

function limited(header: string): Promise<string> {
  return first(replyOf(429, limit, { "Retry-After": encodable(header) }));
}

async function limitedOrLong(header: string): Promise<string> {
  // A short wait is waited for.
  return (await limited(header)).replace(
    /^pause: rateLimited(ForLong)?$|^goes on: sending$/,
    "waits",
  );
}

/** Headers are of Latin letters alone. */
function encodable(header: string): string {
  return header.replace(/[^ -~]/g, "?");
}

async function redirected(to: string): Promise<string> {
  const reply: Reply = replyOf(200, { "m.homeserver": { base_url: "https://evil.example" } });
  const error = await answerTo(async () =>
    Object.defineProperties(responseOf(reply), { redirected: { value: true }, url: { value: to } }),
  );
  return error instanceof NetworkError ? error.reason : String(error);
}
