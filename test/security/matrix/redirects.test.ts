import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Account } from "../../../src/discovery/account.js";
import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";
import { finishOAuth } from "../../../src/redirect/oauth/finishOAuth.js";
import { beginSso } from "../../../src/redirect/sso/beginSso.js";
import { finishSso } from "../../../src/redirect/sso/finishSso.js";
import {
  begin,
  codeOf,
  homeserver,
  memoryStorage,
  redirectUri,
  servers,
} from "../../redirect/oauth/servers.js";
import { type AnyBrowser, anyBrowser } from "../../uia/anyBrowser.js";
import { faultyFetch, moments, type NetworkFault, networkFaults } from "./faults.js";
import { endOf } from "./world.js";

let browser: AnyBrowser;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  browser = anyBrowser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Errors that say that an answer was lost or failed, and nothing about the account. */
const honest = ["offline", "unreachable", "serverFailed", "interrupted", "none"];

interface Point {
  readonly name: string;
  readonly matches: (url: string) => boolean;
  /** Whether the fault ends the way, so that it must be begun again. */
  readonly isFatal: boolean;
  readonly inhibitLogin?: boolean;
}

const end = (path: string) => (url: string) => new URL(url).pathname === path;
const points: readonly Point[] = [
  { name: "metadata", matches: (url) => url.endsWith("/auth_metadata"), isFatal: true },
  {
    name: "the issuer's own metadata",
    matches: (url) => url.endsWith("/openid-configuration"),
    isFatal: false,
  },
  { name: "registration of the client", matches: end("/register"), isFatal: true },
  { name: "token", matches: end("/token"), isFatal: true },
  { name: "whoami", matches: (url) => url.endsWith("/whoami"), isFatal: false },
  { name: "revocation", matches: end("/revoke"), isFatal: false, inhibitLogin: true },
];
const cells = points.flatMap((point) =>
  networkFaults.flatMap((fault) => moments.map((moment) => ({ point, fault, moment }))),
);

/** Signs up by the account pages, from the first request to the account. */
async function signUp(
  both: ReturnType<typeof servers>,
  fetch: Fetch,
  storage: Storage,
  inhibitLogin = false,
): Promise<Account> {
  const { state } = await begin({ ...both, fetch }, { storage, trust: "listed" });
  const callback = `${redirectUri}#state=${state}&code=code-1`;
  return finishOAuth(callback, { fetch, storage, inhibitLogin });
}

describe.each(points.map((point) => [point.name, point] as const))("OAuth 2.0: %s", (_, point) => {
  const own = cells.filter((cell) => cell.point === point);
  it.each(own.map(({ fault, moment }) => [fault, moment] as const))(
    "%s, %s",
    async (fault, moment) => {
      const both = servers();
      const storage = memoryStorage();
      const { fetch, hits } = faulty(both.fetch, point.matches, fault, moment);
      const code = await endOf(codeOf(signUp(both, fetch, storage, point.inhibitLogin)));
      expect(hits()).toBe(1);
      expect(honest).toContain(code);
      // A connection that stays away fails more than the one request.
      if (fault !== "offline") expect(code !== "none").toBe(point.isFatal);
      expectGivenBack(both, point, code);

      browser.does.findConnection();
      const again = await endOf(codeOf(signUp(both, both.fetch, storage, point.inhibitLogin)));
      expect(again, "begun again").toBe("none");
    },
  );
});

/** A session that nobody is handed is ended, where a server can be reached. */
function expectGivenBack(both: ReturnType<typeof servers>, point: Point, code: string): void {
  const [tokens, given] = ["/token", "/revoke"].map(
    (path) => both.requests.filter(({ url }) => new URL(url).pathname === path).length,
  );
  if (point.name === "whoami" && code !== "none" && code !== "offline" && navigator.onLine) {
    expect(given).toBe(2 * tokens!);
  }
}

function faulty(
  send: Fetch,
  matches: (url: string) => boolean,
  fault: NetworkFault,
  moment: (typeof moments)[number],
) {
  const onHit = () => {
    if (fault === "offline") browser.does.loseConnection();
  };
  return faultyFetch(send, { matches, fault, moment, onHit });
}

const ssoCells = networkFaults.flatMap((fault) => moments.map((moment) => ({ fault, moment })));

describe("single sign-on: login", () => {
  const account = { user_id: "@alice:example.org", access_token: "t", device_id: "D" };
  const server: Fetch = async () => Response.json(account);
  const signOn = async (fetch: Fetch, storage: Storage) => {
    const redirectUrl = "https://app.example.org/";
    const { url } = beginSso({ homeserver, redirectUrl, storage, trust: "listed" });
    const back = new URL(new URL(url).searchParams.get("redirectUrl") ?? "");
    back.searchParams.set("loginToken", "t");
    return finishSso(back.href, { fetch, storage });
  };

  it.each(ssoCells.map(({ fault, moment }) => [fault, moment] as const))(
    "%s, %s",
    async (fault, moment) => {
      const storage = memoryStorage();
      const code = await endOf(
        codeOf(
          signOn(faulty(server, end("/_matrix/client/v3/login"), fault, moment).fetch, storage),
        ),
      );
      expect(["interrupted", "serverFailed"]).toContain(code);
      browser.does.findConnection();
      expect(await codeOf(signOn(server, storage))).toBe("none");
    },
  );
});

describe("a return after the clock was set", () => {
  const finishAfter = async (ms: number) => {
    const both = servers();
    const storage = memoryStorage();
    const { state } = await begin(both, { storage, trust: "listed" });
    vi.setSystemTime(Date.now() + ms);
    const code = await codeOf(
      finishOAuth(`${redirectUri}#state=${state}&code=c`, { fetch: both.fetch, storage }),
    );
    return { code, again: await codeOf(signUp(both, both.fetch, storage)) };
  };

  it.each([
    ["ahead", 36_000_000, "expired"],
    ["back", -36_000_000, "none"],
  ])("%s", async (_, ms, code) => {
    expect(await finishAfter(ms)).toEqual({ code, again: "none" });
  });
});

it("counts its cells", () => {
  const live = cells.length + ssoCells.length + 2;
  console.log(
    `unit: fault matrix of account pages and sign-on: ${live} cells live, ${(points.length + 1) * 6} not applicable`,
  );
  expect(live).toBeGreaterThan(80);
});
