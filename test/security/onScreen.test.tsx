import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/index.js";
import type { Register } from "../../src/index.js";
import type { Fetch } from "../../src/protocol/wire/boundedFetch.js";
import { useUsernameAvailability } from "../../src/react/useUsernameAvailability.js";
import { createFakeHomeserver } from "../../src/testing/index.js";
import { metadata } from "../redirect/oauth/servers.js";
import { counterfeit } from "./counterfeit.js";

afterEach(() => {
  vi.useRealTimers();
  sessionStorage.clear();
});

function renderCard(
  fetch: Fetch,
  {
    homeserver = "evil.example",
    ...options
  }: Register.Root.Options & { homeserver?: string; inhibitLogin?: boolean } = {},
) {
  const { container } = render(<RegisterCard homeserver={homeserver} fetch={fetch} {...options} />);
  const state = () =>
    container.querySelector('[data-part="root"]')?.getAttribute("data-homeserver");
  return {
    container,
    settled: () => waitFor(() => expect(state()).not.toBe("finding")),
    part: (name: string) => container.querySelector(`[data-part="${name}"]`),
    state,
  };
}

describe("account pages of another site", () => {
  test.each(["any", "listed"] as const)("are not on the screen under %s", async (trust) => {
    const { settled, part, state } = renderCard(counterfeit(metadata).fetch, { trust });
    await settled();
    expect(state()).toBe("unsupported");
    expect(part("oauth-sign-up")).toBeNull();
  });

  test("say who gets access to which account, where the app names them", async () => {
    const oauth = { issuers: [metadata.issuer] };
    const { settled, part } = renderCard(counterfeit(metadata).fetch, { oauth });
    await settled();
    expect(part("oauth-sign-up")).toHaveTextContent(
      "You create your account on account.example.org. evil.example is a different site and gets full access to this account.",
    );
  });
});

describe("account pages of a homeserver that the user may have typed", () => {
  const own = { issuer: "https://account.evil.example/" };
  const endpoints = Object.fromEntries(
    Object.entries({ ...metadata, ...own }).map(([key, value]) => [
      key,
      typeof value === "string" ? value.replace("example.org", "evil.example") : value,
    ]),
  );
  const go = () => screen.queryByRole("button", { name: "Continue on account.evil.example" });
  const trustIt = { name: "I trust evil.example" };

  test("name the danger first, and take the focus on", async () => {
    const { settled } = renderCard(counterfeit(endpoints).fetch, { trust: "any" });
    await settled();
    expect(screen.getByText(/^Continue only if you trust the people/)).toBeVisible();
    expect(go()).toBeNull();
    await userEvent.click(screen.getByRole("button", trustIt));
    expect(go()).toHaveFocus();
    expect(screen.queryByText(/^Continue only if/)).toBeNull();
  });

  test.each<[string, Register.Root.Options, object]>([
    ["the app names the homeserver", { trust: "listed" }, endpoints],
    [
      "they promise to name themselves",
      { trust: "any" },
      { ...endpoints, authorization_response_iss_parameter_supported: true },
    ],
  ])("need no warning where %s", async (_, options, told) => {
    const { settled } = renderCard(counterfeit(told).fetch, options);
    await settled();
    expect(go()).toBeVisible();
    expect(screen.queryByRole("button", trustIt)).toBeNull();
  });
});

test.each([
  [undefined, true, true],
  [undefined, false, false],
  [metadata.revocation_endpoint, true, false],
])(
  "revocation at %s, inhibitLogin %s: a session that stays is told of: %s",
  async (at, inhibitLogin, isTold) => {
    const told = { ...metadata, revocation_endpoint: at };
    const oauth = { issuers: [metadata.issuer] };
    const { settled, part } = renderCard(counterfeit(told).fetch, { oauth, inhibitLogin });
    await settled();
    const text = part("oauth-sign-up")?.textContent ?? "";
    expect(text.includes("This page cannot sign you out of")).toBe(isTold);
  },
);

describe("a sign-on at a homeserver that the user may have typed", () => {
  const closed = createFakeHomeserver({
    closed: true,
    sso: [
      { id: "a", name: "First" },
      { id: "b", name: "Second" },
    ],
  });

  test("names the danger first, and takes the focus on", async () => {
    const user = userEvent.setup();
    render(<RegisterCard homeserver={closed.serverName} trust="any" fetch={closed.fetch} />);
    const confirm = await screen.findByRole("button", { name: "I trust example.org" });
    expect(screen.getByText(/^Continue only if you trust the people/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /Continue with/ })).toBeNull();
    await user.click(confirm);
    expect(screen.getByRole("button", { name: "Continue with First" })).toHaveFocus();
    expect(screen.getByRole("button", { name: "Continue with Second" })).toBeVisible();
    expect(screen.queryByText(/^Continue only if/)).toBeNull();
  });

  test("needs no warning where the app names the homeserver", async () => {
    render(<RegisterCard homeserver={closed.serverName} fetch={closed.fetch} />);
    expect(await screen.findByRole("button", { name: "Continue with First" })).toBeVisible();
    expect(screen.queryByText(/^Continue only if/)).toBeNull();
  });

  test("can be turned off", async () => {
    const { settled, part, state } = renderCard(closed.fetch, {
      homeserver: closed.serverName,
      methods: ["uia", "oauth"],
    });
    await settled();
    expect(state()).toBe("unsupported");
    expect(part("sso-sign-up")).toBeNull();
  });
});

describe("a homeserver that orders a pause of the availability check", () => {
  function Username({ username, fetch }: { username: string; fetch: Fetch }) {
    const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
    return <output>{useUsernameAvailability(username, { homeserver, fetch }).status}</output>;
  }

  test.each([2 ** 31, Number.MAX_SAFE_INTEGER, 20 * 86_400_000])("of %d ms", async (ms) => {
    vi.useFakeTimers();
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return asked === 1
        ? Response.json({ errcode: "M_LIMIT_EXCEEDED", retry_after_ms: ms }, { status: 429 })
        : Response.json({ available: true });
    };
    const type = async (username: string, pause: number) => {
      rerender(<Username username={username} fetch={fetch} />);
      await passTime(pause);
    };
    // React renders at the end of an act, and the question comes after that.
    const passTime = async (ms: number) => {
      await act(() => vi.advanceTimersByTimeAsync(ms));
      await act(() => vi.advanceTimersByTimeAsync(0));
    };
    const { rerender } = render(<Username username="a" fetch={fetch} />);
    await passTime(1_000);
    for (let length = 2; length <= 20; length += 1) await type("a".repeat(length), 60);
    await type("alice", 1_000);
    expect(asked).toBe(1);
    // No answer is waited for that will not come.
    expect(screen.getByRole("status")).toHaveTextContent("unknown");
    // It is over after 15 minutes, whatever the homeserver asked.
    await act(() => vi.advanceTimersByTimeAsync(15 * 60_000));
    await type("bob", 1_000);
    expect(asked).toBe(2);
    expect(screen.getByRole("status")).toHaveTextContent("available");
  });
});
