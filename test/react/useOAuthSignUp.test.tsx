import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type UseOAuthSignUpOptions, useOAuthSignUp } from "../../src/react/useOAuthSignUp.js";
import { accountPages } from "../discovery/accountPages.js";
import { type Answers, homeserver, redirectUri, servers } from "../oauth/servers.js";

const modes = [
  ["plain", false],
  ["strict", true],
] as const;

function signUp(
  reactStrictMode: boolean,
  { answers, ...options }: Partial<UseOAuthSignUpOptions> & { readonly answers?: Answers } = {},
) {
  const both = servers({ "/oauth2/registration": registered, ...answers });
  const navigate = vi.fn<(url: string) => void>();
  const given = { homeserver, metadata: accountPages, redirectUri, fetch: both.fetch, navigate };
  const hook = renderHook(() => useOAuthSignUp({ ...given, ...options }), { reactStrictMode });
  return { ...hook, ...both, navigate };
}

const registered = () => Response.json({ client_id: "client-1" }, { status: 201 });

/** In jsdom a digest is an ArrayBuffer of another realm, which oauth4webapi does not know for one. */
beforeEach(() => {
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "digest").mockImplementation(
    async (algorithm, bytes) =>
      new Uint8Array([...new Uint8Array(await digest(algorithm, bytes))]).buffer,
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
});

describe.each(modes)("in a %s tree", (_, reactStrictMode) => {
  test("nobody is asked before the person goes, and the page is left once", async () => {
    const { result, requests, asked, navigate } = signUp(reactStrictMode);
    expect(result.current).toMatchObject({
      status: "ready",
      host: "account.example.org",
      asksToCreate: true,
      problem: null,
    });
    expect(requests).toEqual([]);
    act(() => result.current.go());
    act(() => result.current.go());
    expect(result.current.status).toBe("going");
    await waitFor(() => expect(navigate).toHaveBeenCalledTimes(1));
    expect(asked()).toEqual(["/oauth2/registration"]);
    const { origin, searchParams } = new URL(navigate.mock.lastCall?.[0] ?? "");
    expect(origin).toBe("https://account.example.org");
    expect(searchParams.get("prompt")).toBe("create");
    // Until the browser has left.
    expect(result.current.status).toBe("going");
  });

  test("a refusal is told, and one can go again", async () => {
    let status = 403;
    const { result, navigate } = signUp(reactStrictMode, {
      answers: {
        "/oauth2/registration": () =>
          status === 403
            ? Response.json({ error: "access_denied", error_description: "No." }, { status })
            : registered(),
      },
    });
    act(() => result.current.go());
    await waitFor(() => expect(result.current.status).toBe("failed"));
    expect(result.current.problem).toMatchObject({
      code: "registrationRefused",
      detail: { text: "No." },
    });
    expect(navigate).not.toHaveBeenCalled();
    status = 201;
    act(() => result.current.go());
    expect(result.current.problem).toBeNull();
    await waitFor(() => expect(navigate).toHaveBeenCalledTimes(1));
  });

  test("who has left the part is not taken away", async () => {
    let answer = () => {};
    const { result, requests, navigate, unmount } = signUp(reactStrictMode, {
      answers: {
        "/oauth2/registration": () =>
          new Promise((resolve) => {
            answer = () => resolve(registered());
          }),
      },
    });
    act(() => result.current.go());
    await waitFor(() => expect(requests).toHaveLength(1));
    unmount();
    await waitFor(() => expect(requests[0]?.init.signal?.aborted).toBe(true));
    answer();
    expect(navigate).not.toHaveBeenCalled();
    expect(sessionStorage).toHaveLength(0);
  });

  test("back by the browser's own button, one can go again", async () => {
    const { result, navigate } = signUp(reactStrictMode);
    act(() => result.current.go());
    await waitFor(() => expect(navigate).toHaveBeenCalledTimes(1));
    act(() => {
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    expect(result.current.status).toBe("ready");
  });
});

test("an account page that is no place to go to has no host", () => {
  const metadata = { ...accountPages, authorizationEndpoint: "https://192.168.0.1/authorize" };
  const { result } = signUp(false, { metadata, trust: "any" });
  expect(result.current.host).toBeNull();
});

test("where no new account can be asked for, that is known before", () => {
  const metadata = { ...accountPages, promptValuesSupported: [] };
  expect(signUp(false, { metadata }).result.current.asksToCreate).toBe(false);
});
