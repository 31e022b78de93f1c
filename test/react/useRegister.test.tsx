import { act, render, screen, waitFor } from "@testing-library/react";
import { Activity, StrictMode, Suspense, use, useEffect } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { useRegister } from "../../src/react/useRegister.js";
import { createFakeHomeserver } from "../../src/testing/index.js";
import type { Registration, Result } from "../../src/uia/machine/types.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import type { RegistrationOptions } from "../../src/uia/run/registrationOptions.js";

const modes = [
  ["plain", false],
  ["strict", true],
] as const;

const answers = { username: "alice", password: "correct horse" };

function Run({ run }: { run: Registration | RegistrationOptions }) {
  const registration = useRegister(run);
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

  test("a run of the caller's is watched and stays the caller's", async () => {
    const homeserver = createFakeHomeserver();
    const run = createRegistration({ homeserver, fetch: homeserver.fetch });
    const { unmount } = render(<Run run={run} />, inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("done")).toBeInTheDocument();
    unmount();
    await macrotask();
    expect(run.getSnapshot().status).toBe("done");
    expect(homeserver.accounts).toHaveLength(1);
  });

  test("a run of its own makes one account", async () => {
    const homeserver = createFakeHomeserver();
    const onDone = vi.fn<(result: Result) => void>();
    render(<Run run={{ homeserver, fetch: homeserver.fetch, onDone }} />, inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("done")).toBeInTheDocument();
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(homeserver.accounts).toHaveLength(1);
  });

  test("callbacks are those of the last rendering", async () => {
    const homeserver = createFakeHomeserver();
    const first = vi.fn();
    const second = vi.fn();
    const options = { homeserver, fetch: homeserver.fetch };
    const { rerender } = render(<Run run={{ ...options, onDone: first }} />, inMode);
    rerender(<Run run={{ ...options, onDone: second }} />);
    screen.getByRole("button", { name: "Create account" }).click();
    await waitFor(() => expect(second).toHaveBeenCalledOnce());
    expect(first).not.toHaveBeenCalled();
  });

  test("leaving while a request is on its way learns its end first", async () => {
    const homeserver = createFakeHomeserver();
    const { fetch, open } = gate(homeserver.fetch);
    const onDone = vi.fn<(result: Result) => void>();
    const { unmount } = render(<Run run={{ homeserver, fetch, onDone }} />, inMode);
    screen.getByRole("button", { name: "Create account" }).click();
    expect(await screen.findByText("sending")).toBeInTheDocument();
    unmount();
    open();
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(onDone.mock.lastCall?.[0]).toMatchObject({ outcome: "registered" });
  });

  test("a hidden tree keeps its run", async () => {
    const homeserver = createFakeHomeserver();
    const options = { homeserver, fetch: homeserver.fetch };
    const tree = (mode: "visible" | "hidden") => (
      <Activity mode={mode}>
        <Run run={options} />
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

  test("a suspended tree keeps its run", async () => {
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
        <Run run={options} />
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

test("a run of its own ends with its component", async () => {
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

test("a run first and options later is told", () => {
  const homeserver = createFakeHomeserver();
  const run = createRegistration({ homeserver });
  const { rerender } = render(<Run run={run} />);
  expect(() => rerender(<Run run={{ homeserver }} />)).toThrow(/Give it one or the other/);
});
