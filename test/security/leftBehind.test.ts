import { describe, expect, test, vi } from "vitest";
import { logInWithToken } from "../../src/protocol/endpoints/loginToken.js";
import { register } from "../../src/protocol/endpoints/register.js";
import { NetworkError } from "../../src/protocol/wire/errors.js";
import type { Fetch, RequestOptions } from "../../src/protocol/wire/request.js";
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
import { callbackOf } from "../redirect/returnFromSso.js";

type Send = RequestOptions & { readonly baseUrl: string };

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

describe("a session in an answer that names no account is ended", () => {
  const whole = { user_id: "@a:hs.test", access_token: "ACCESS", device_id: "D" };

  /** What the homeserver is asked, and with which token, after an answer of this kind. */
  async function sentAfter(answer: object, make: (send: Send) => Promise<unknown>) {
    const sent: [string, string | null][] = [];
    const fetch: Fetch = async (to, init) => {
      sent.push([new URL(to).pathname, new Headers(init.headers).get("Authorization")]);
      return Response.json(to.endsWith("/logout") ? {} : answer);
    };
    const given = new AbortController();
    const making = make({ baseUrl: "https://hs.test/", fetch, signal: given.signal });
    const outcome = await making.then(
      () => "taken",
      (error: unknown) => (error as NetworkError).reason,
    );
    await vi.waitFor(() => expect(sent.length).toBeGreaterThan(0));
    await new Promise((resolve) => setImmediate(resolve));
    return { outcome, ends: sent.slice(1) };
  }

  const makers: [string, (send: Send) => Promise<unknown>][] = [
    ["/register", (send) => register({}, send)],
    ["/login", (send) => logInWithToken({ token: "t" }, send)],
  ];
  const ended = [["/_matrix/client/v3/logout", "Bearer ACCESS"]];

  describe.each(makers)("of %s", (path, make) => {
    test.each<object>([
      { user_id: undefined },
      { user_id: "alice" },
      { user_id: 7 },
      { device_id: 7 },
      { refresh_token: "two words" },
    ])("with %j", async (wrong) => {
      const { outcome, ends } = await sentAfter({ ...whole, ...wrong }, make);
      expect(outcome).toBe("malformed");
      expect(ends).toEqual(ended);
    });

    test("unless its token cannot be one", async () => {
      const { outcome, ends } = await sentAfter({ access_token: "two words" }, make);
      expect(outcome).toBe("malformed");
      expect(ends).toEqual([]);
    });

    test("and no other is", async () => {
      const { outcome, ends } = await sentAfter(whole, make);
      expect([outcome, ends, path]).toEqual(["taken", [], path]);
    });
  });

  test("of /login, without the device that every session has", async () => {
    const [, [, logIn]] = makers as [unknown, (typeof makers)[0]];
    const { outcome, ends } = await sentAfter({ ...whole, device_id: undefined }, logIn);
    expect(outcome).toBe("malformed");
    expect(ends).toEqual(ended);
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
