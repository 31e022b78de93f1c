import { act, render, screen, waitFor } from "@testing-library/react";
import { Activity, StrictMode, Suspense, use, useEffect } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { useRegister } from "../../src/react/useRegister.js";
import { createFakeHomeserver } from "../../src/testing/index.js";
import type { Registration } from "../../src/uia/machine/registration.js";
import type { Result } from "../../src/uia/machine/types.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import type { RegistrationOptions } from "../../src/uia/run/registrationOptions.js";

const modes = [
  ["plain", false],
  ["strict", true],
] as const;

const answers = { username: "alice", password: "correct horse" };

function Status({ of }: { of: Registration | RegistrationOptions }) {
  const registration = useRegister(of);
  return (
    <>
      <output>{registration.status === "done" ? "done" : registration.activity}</output>
      {registration.status === "account" && (
        <button type="button" onClick={() => void registration.submitAccount(answers)}>
          Create account
        </button>
      )}
    </>
  );
}

/** Holds answers back until they are let go. */
function gate(fetch: (url: string, init?: RequestInit) => Promise<Response>) {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const held = async (url: string, init: RequestInit) => {
    await opened;
    return fetch(url, init);
  };
  return { fetch: held, open };
}

function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

afterEach(() => {
  vi.useRealTimers();
});

describe.each(modes)("in a %s tree", (_, reactStrictMode) => {
  const inMode = { reactStrictMode };

  test("a registration of the caller's stays the caller's", async () => {
    const homeserver = createFakeHomeserver();
    const registration = createRegistration({ homeserver, fetch: homeserver.fetch });
    const { unmount } = render(<Status of={registration} />, inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("done")).toBeInTheDocument();
    unmount();
    await macrotask();
    expect(registration.getSnapshot().status).toBe("done");
    expect(homeserver.accounts).toHaveLength(1);
  });

  test("a registration of its own makes one account", async () => {
    const homeserver = createFakeHomeserver();
    const onDone = vi.fn<(result: Result) => void>();
    render(<Status of={{ homeserver, fetch: homeserver.fetch, onDone }} />, inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("done")).toBeInTheDocument();
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(homeserver.accounts).toHaveLength(1);
  });

  test("callbacks are those of the latest render", async () => {
    const homeserver = createFakeHomeserver();
    const first = vi.fn();
    const second = vi.fn();
    const options = { homeserver, fetch: homeserver.fetch };
    const { rerender } = render(<Status of={{ ...options, onDone: first }} />, inMode);
    rerender(<Status of={{ ...options, onDone: second }} />);
    screen.getByRole("button", { name: "Create account" }).click();
    await waitFor(() => expect(second).toHaveBeenCalledOnce());
    expect(first).not.toHaveBeenCalled();
  });

  test("unmounting while a request is in flight learns its end first", async () => {
    const homeserver = createFakeHomeserver();
    const { fetch, open } = gate(homeserver.fetch);
    const onDone = vi.fn<(result: Result) => void>();
    const { unmount } = render(<Status of={{ homeserver, fetch, onDone }} />, inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("sending")).toBeInTheDocument();
    unmount();
    open();
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(onDone.mock.lastCall?.[0]).toMatchObject({ outcome: "registered" });
  });

  test("a hidden tree keeps its registration", async () => {
    const homeserver = createFakeHomeserver();
    const options = { homeserver, fetch: homeserver.fetch };
    const tree = (mode: "visible" | "hidden") => (
      <Activity mode={mode}>
        <Status of={options} />
      </Activity>
    );
    const { rerender } = render(tree("visible"), inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("done")).toBeInTheDocument();
    rerender(tree("hidden"));
    await act(macrotask);
    rerender(tree("visible"));
    expect(screen.getByText("done")).toBeVisible();
    expect(homeserver.accounts).toHaveLength(1);
  });

  test("a suspended tree keeps its registration", async () => {
    const homeserver = createFakeHomeserver();
    const options = { homeserver, fetch: homeserver.fetch };
    const waited: { for?: Promise<void> } = {};
    let resume!: () => void;
    function Waiting({ signal: _signal }: { signal: number }) {
      if (waited.for !== undefined) use(waited.for);
      return null;
    }
    const tree = (signal: number) => (
      <Suspense fallback="waiting">
        <Status of={options} />
        <Waiting signal={signal} />
      </Suspense>
    );
    const { rerender } = render(tree(0), inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("done")).toBeInTheDocument();
    waited.for = new Promise((resolve) => {
      resume = resolve;
    });
    await act(async () => rerender(tree(1)));
    expect(screen.getByText("waiting")).toBeInTheDocument();
    await act(macrotask);
    await act(async () => resume());
    expect(screen.getByText("done")).toBeVisible();
    expect(homeserver.accounts).toHaveLength(1);
  });
});

test("a registration of its own ends with its component", async () => {
  const homeserver = createFakeHomeserver();
  const events: string[] = [];
  const options: RegistrationOptions = {
    homeserver,
    fetch: homeserver.fetch,
    onEvent: ({ type }) => events.push(type),
  };
  let submit!: () => Promise<unknown>;
  function Kept() {
    const registration = useRegister(options);
    useEffect(() => {
      if (registration.status === "account") submit = () => registration.submitAccount(answers);
    }, [registration]);
    return null;
  }
  const { unmount } = render(
    <StrictMode>
      <Kept />
    </StrictMode>,
  );
  unmount();
  await macrotask();
  void submit();
  await macrotask();
  expect(homeserver.requests).toHaveLength(0);
  expect(events).toEqual([]);
});

test("the caller's registration can be exchanged for an own one", async () => {
  const homeserver = createFakeHomeserver();
  const options = { homeserver, fetch: homeserver.fetch };
  const given = createRegistration(options);
  const { rerender } = render(<Status of={given} />);
  rerender(<Status of={options} />);
  screen.getByRole("button", { name: "Create account" }).click();
  expect(await screen.findByText("done")).toBeInTheDocument();
  expect(given.getSnapshot().status).toBe("account");
});

test.each([
  ["server name", { homeserver: { serverName: "example.net" } }],
  ["trust", { trust: "own" }],
  ["kind", { kind: "guest" }],
] as const)("options of another %s begin another registration", async (_, change) => {
  const server = createFakeHomeserver();
  const { baseUrl, serverName, fetch } = server;
  const first: RegistrationOptions = { homeserver: { baseUrl, serverName }, fetch };
  const second: RegistrationOptions = {
    ...first,
    ...change,
    homeserver: { ...first.homeserver, ...("homeserver" in change && change.homeserver) },
  };
  const events: string[] = [];
  const onEvent = () => events.push("first");
  const { rerender } = render(<Status of={{ ...first, onEvent }} />, { reactStrictMode: true });
  rerender(<Status of={{ ...second, onEvent: () => events.push("second") }} />);
  screen.getByRole("button", { name: "Create account" }).click();
  await waitFor(() => expect(events).toContain("second"));
  expect(events).not.toContain("first");
  await waitFor(() => expect(server.requests.length).toBeGreaterThan(0));
});
