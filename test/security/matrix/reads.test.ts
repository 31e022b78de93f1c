import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { discoverHomeserver } from "../../../src/discovery/discoverHomeserver.js";
import { passwordPolicy } from "../../../src/protocol/endpoints/passwordPolicy.js";
import { registrationTokenValid } from "../../../src/protocol/endpoints/registrationToken.js";
import { usernameAvailable } from "../../../src/protocol/endpoints/usernameAvailability.js";
import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";
import { MatrixError, NetworkError } from "../../../src/protocol/wire/errors.js";
import { createFakeHomeserver, type FakeHomeserverOptions } from "../../../src/testing/index.js";
import { anyBrowser } from "../../uia/anyBrowser.js";
import { faultyFetch, networkFaults } from "./faults.js";
import { endOf } from "./world.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const options: FakeHomeserverOptions = {
  registrationToken: "bypass",
  registrationTokens: [{ token: "invited" }],
  passwordPolicy: { minimumLength: 8 },
};
const { baseUrl, serverName } = createFakeHomeserver(options);

/** Each read with what it comes to: an answer, or a word about what kept it away. */
const reads: Readonly<
  Record<string, { readonly at: string; readonly ask: (fetch: Fetch) => Promise<string> }>
> = {
  ...Object.fromEntries(
    ["/.well-known/matrix/client", "/v3/login", "/v1/auth_metadata", "/v3/register"].map((at) => [
      `discovery: ${at}`,
      {
        at,
        ask: async (fetch: Fetch) => {
          const discovery = await discoverHomeserver(serverName, { fetch });
          return discovery.status === "found" ? "answer" : discovery.reason;
        },
      },
    ]),
  ),
  availability: {
    at: "/register/available",
    ask: (fetch) => said(usernameAvailable("alice", { baseUrl, fetch })),
  },
  "token's validity": {
    at: "/validity",
    ask: (fetch) => said(registrationTokenValid("invited", { baseUrl, fetch })),
  },
  "password policy": {
    at: "/password_policy",
    ask: (fetch) => said(passwordPolicy({ baseUrl, fetch })),
  },
};

async function said(read: Promise<unknown>): Promise<string> {
  try {
    await read;
    return "answer";
  } catch (error) {
    const isTyped =
      error instanceof NetworkError || (error instanceof MatrixError && error.status >= 500);
    if (!isTyped) throw error;
    return "unreachable";
  }
}

const cells = Object.entries(reads).flatMap(([name, read]) =>
  networkFaults.map((fault) => [name, fault, read] as const),
);

describe("a read that goes wrong tells that no answer came, and is asked again", () => {
  it.each(cells)("%s, %s", async (_, fault, { at, ask }) => {
    const browser = anyBrowser();
    const { fetch, hits } = faultyFetch(createFakeHomeserver(options).fetch, {
      matches: (url) => new URL(url).pathname.endsWith(at),
      fault,
      moment: "before it acts",
      onHit: () => {
        if (fault === "offline") browser.does.loseConnection();
      },
    });
    // Never closed, unsupported, or no homeserver: all that is known is that there was no answer.
    expect(["answer", "unreachable"]).toContain(await endOf(ask(fetch)));
    expect(hits()).toBe(1);
    browser.does.findConnection();
    expect(await endOf(ask(fetch))).toBe("answer");
  });
});

it("counts its cells", () => {
  console.log(
    `unit: fault matrix of reads: ${cells.length} cells live, ${cells.length * 2 + Object.keys(reads).length * 2} not applicable`,
  );
  expect(cells.length).toBeGreaterThan(40);
});
