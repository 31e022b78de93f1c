import { describe, expect, test } from "vitest";
import { beginOAuth } from "../../../src/redirect/oauth/beginOAuth.js";
import { finishOAuth } from "../../../src/redirect/oauth/finishOAuth.js";
import {
  createFakeHomeserver,
  type FakeHomeserver,
  type FakeHomeserverOptions,
} from "../../../src/testing/index.js";
import { memoryStorage } from "../../redirect/oauth/servers.js";

const redirectUri = "https://client.example.org/";

/** Goes on from page to page as a person would: each form is sent with these answers. */
async function walk(
  fake: FakeHomeserver,
  url: string,
  answers: readonly Readonly<Record<string, string>>[],
): Promise<{ readonly location: string | null; readonly text: string }> {
  let response = await fake.handle(new Request(url));
  for (const answer of answers) {
    const page = await response.text();
    const action = /action="([^"]*)"/.exec(page)?.[1] ?? "";
    const hidden = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [name, unescaped(value)] as const,
    );
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...answer });
    response = await fake.handle(
      new Request(new URL(unescaped(action), url), { method: "POST", body }),
    );
  }
  return { location: response.headers.get("Location"), text: await response.text() };
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const create = { username: "ann", password: "correct horse", action: "create" };

describe.each(["mas", "continuwuity"] as const)("the account pages of %s", (dialect) => {
  const begin = async (options: FakeHomeserverOptions = {}) => {
    const fake = createFakeHomeserver({ ...options, dialect });
    const storage = memoryStorage();
    const { baseUrl, serverName, fetch } = fake;
    const homeserver = { baseUrl, serverName };
    const { url } = await beginOAuth({ homeserver, redirectUri, trust: "own", storage, fetch });
    return { fake, storage, url };
  };

  test("make an account, and hand over a session that is its", async () => {
    const { fake, storage, url } = await begin();
    const { location } = await walk(fake, url, [create, { action: "allow" }]);
    const account = await finishOAuth(location ?? "", { storage, fetch: fake.fetch });
    expect(account).toMatchObject({ userId: "@ann:example.org", via: "oauth" });
    expect(account.session?.refresh).toMatchObject({ via: "oauth" });
    expect(fake.accounts).toHaveLength(1);
  });

  test("have made the account before consent is refused", async () => {
    const { fake, storage, url } = await begin();
    const { location } = await walk(fake, url, [create, { action: "cancel" }]);
    await expect(finishOAuth(location ?? "", { storage, fetch: fake.fetch })).rejects.toMatchObject(
      {
        code: "denied",
      },
    );
    expect(fake.accounts).toHaveLength(1);
  });

  test("ask for the registration token", async () => {
    const { fake, url } = await begin({
      registrationToken: "required",
      registrationTokens: [{ token: "invite" }],
    });
    expect((await walk(fake, url, [])).text).toContain("Registration token");
    expect((await walk(fake, url, [{ ...create, token: "wrong" }])).text).toContain("Invalid");
    expect((await walk(fake, url, [{ ...create, token: "invite" }])).text).toContain(
      "Allow access",
    );
  });

  test("do not know another client or redirect", async () => {
    const { fake, url } = await begin();
    const other = new URL(url);
    other.searchParams.set("redirect_uri", "https://elsewhere.example.org/");
    expect((await walk(fake, other.href, [])).text).toContain("Unknown client");
  });
});
