import { describe, expect, test, vi } from "vitest";
import { NetworkError } from "../../src/protocol/wire/errors.js";
import { createReturn } from "../../src/redirect/finishReturn.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { finishSso } from "../../src/redirect/sso/finishSso.js";
import {
  codeOf,
  goThere,
  homeserver,
  memoryStorage,
  redirectUri,
} from "../redirect/oauth/servers.js";
import { callbackOf } from "../redirect/wayBack.js";

/** The tokens that were given back, in order. */
function revoked({ both }: Pick<Awaited<ReturnType<typeof goThere>>, "both">): string[] {
  return both.requests
    .filter(({ url }) => url.endsWith("/revoke"))
    .map(({ init }) => String((init.body as URLSearchParams).get("token")));
}

describe("tokens of an account server that the app does not get are given back", () => {
  const tokens = { access_token: "access", refresh_token: "refresh", token_type: "Bearer" };

  test.each<[string, object]>([
    ["fewer rights than were asked for", { scope: "urn:matrix:client:api:none" }],
    ["a kind of token that is not known", { token_type: "mac" }],
    ["an ID token that nobody asked for, unsigned", { id_token: "a.b.c" }],
    ["a lifetime that is none", { expires_in: "soon" }],
  ])("with %s", async (_, wrong) => {
    const answer = () => Response.json({ ...tokens, ...wrong });
    const there = await goThere({ "/token": answer }, { begin: { trust: "listed" } });
    expect(await codeOf(there.finishing)).toBe("malformed");
    expect(revoked(there)).toEqual(["refresh", "access"]);
  });

  test("where only one can be read", async () => {
    const answer = () => Response.json({ ...tokens, access_token: 7 });
    const there = await goThere({ "/token": answer }, { begin: { trust: "listed" } });
    expect(await codeOf(there.finishing)).toBe("malformed");
    expect(revoked(there)).toEqual(["refresh"]);
  });

  test("nothing is sent for an answer without any", async () => {
    const answer = () => new Response("[1]");
    const there = await goThere({ "/token": answer }, { begin: { trust: "listed" } });
    expect(await codeOf(there.finishing)).toBe("malformed");
    expect(revoked(there)).toEqual([]);
  });

  test("when the user gives up while the code is on its way", async () => {
    const cancelling = new AbortController();
    const answer = () => {
      cancelling.abort();
      return Response.json(tokens);
    };
    const there = await goThere(
      { "/token": answer },
      { begin: { trust: "listed" }, finish: { signal: cancelling.signal } },
    );
    await expect(there.finishing).rejects.toThrow(NetworkError);
    expect(revoked(there)).toEqual(["refresh", "access"]);
  });
});

describe("the session of a sign-on that the app does not get is ended", () => {
  /** A homeserver to which the user comes back, and that is asked to sign in. */
  function signedOn(onLogin: () => void = () => undefined) {
    const storage = memoryStorage();
    const options = { homeserver, redirectUrl: redirectUri, storage, trust: "listed" } as const;
    const { url } = beginSso(options);
    const back = `${new URL(url).searchParams.get("redirectUrl")}&loginToken=t`;
    const sent: [string, string | null][] = [];
    const fetch = async (to: string, init: RequestInit) => {
      sent.push([new URL(to).pathname, new Headers(init.headers).get("Authorization")]);
      if (to.endsWith("/login")) onLogin();
      const account = { user_id: "@a:example.org", access_token: "ACCESS", device_id: "D" };
      return Response.json(account);
    };
    return { storage, back, sent, fetch };
  }
  const ended = ["/_matrix/client/v3/logout", "Bearer ACCESS"];

  test("when the user gives up while the login token is on its way", async () => {
    const cancelling = new AbortController();
    const { back, sent, ...options } = signedOn(() => cancelling.abort());
    const finishing = finishSso(back, { ...options, signal: cancelling.signal });
    await expect(finishing).rejects.toThrow(NetworkError);
    expect(sent.at(-1)).toEqual(ended);
  });

  test("when the user gives up and the page has moved on", async () => {
    const { back, sent, fetch, storage } = signedOn(() => returned.cancel());
    vi.stubGlobal("sessionStorage", storage);
    const onDone = vi.fn();
    const returned = createReturn(callbackOf(back));
    returned.start({ fetch });
    returned.handTo(onDone);
    await vi.waitFor(() => expect(sent.at(-1)).toEqual(ended));
    await vi.waitFor(() => expect(returned.getSnapshot().status).toBe("failed"));
    expect(onDone).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  test("nor handed over when the user gives up while it is ended", async () => {
    const { back, fetch, storage } = signedOn();
    vi.stubGlobal("sessionStorage", storage);
    const onDone = vi.fn();
    const returned = createReturn(callbackOf(back));
    returned.handTo(onDone);
    returned.start({
      inhibitLogin: true,
      fetch: (to, init) => {
        if (to.endsWith("/logout")) returned.cancel();
        return fetch(to, init);
      },
    });
    await vi.waitFor(() => expect(returned.getSnapshot().status).toBe("failed"));
    expect(onDone).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
  });
});
