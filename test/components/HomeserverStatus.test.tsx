import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Discovery } from "../../src/discovery/ways.js";
import { Register, type Result, type RootOptions } from "../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { nothingAnswers } from "./renderWithRun.js";

type Unavailable = Extract<Discovery, { status: "unavailable" }>;

const discover = vi.hoisted(() => vi.fn<() => Promise<Discovery> | undefined>());
vi.mock(import("../../src/discovery/discoverHomeserver.js"), async (original) => {
  const { discoverHomeserver } = await original();
  return { discoverHomeserver: (...given) => discover() ?? discoverHomeserver(...given) };
});
beforeEach(() => {
  discover.mockReset();
});

function unavailable(why: Omit<Unavailable, "status">): void {
  discover.mockResolvedValue({ status: "unavailable", ...why });
}

function renderStatus(options: RootOptions & Partial<{ onDone: (result: Result) => void }> = {}) {
  const { container } = render(
    <StrictMode>
      <Register.Root homeserver="example.org" fetch={nothingAnswers} {...options}>
        <Register.HomeserverStatus />
        <Register.Heading />
        <Register.AccountForm>
          <Register.ErrorSummary />
          <Register.GuestToggle />
          <Register.UsernameField />
          <Register.PasswordField />
          <Register.Submit />
        </Register.AccountForm>
        <Register.Outcome />
      </Register.Root>
    </StrictMode>,
  );
  return {
    root: container.querySelector('[data-part="root"]'),
    status: () => container.querySelector('[data-part="homeserver-status"]'),
    user: userEvent.setup(),
  };
}

describe("why no account can be made, and what to do then", () => {
  const at = (baseUrl: string) => ({ homeserver: { baseUrl, serverName: "example.org" } });
  test.each<[string, Omit<Unavailable, "status">, RegExp]>([
    ["closed", { reason: "closed" }, /example.org is not open .* choose another homeserver/],
    ["unsupported", { reason: "unsupported" }, /in a way that does not work here/],
    ["limited", { reason: "rateLimited" }, /busy just now/],
    ["nothing there", { reason: "notMatrix" }, /no Matrix homeserver at example.org/],
    ["silence", { reason: "unreachable" }, /example.org does not answer. Check the name/],
    [
      "silence at the name itself",
      { reason: "unreachable", ...at("https://example.org") },
      /example.org does not answer. Check the name/,
    ],
    [
      "a document that cannot be read",
      { reason: "notMatrix", wellKnown: "failPrompt" },
      /cannot be read.*use that, like https:\/\/matrix.example.org/,
    ],
    [
      "a name that fails for a while",
      { reason: "unreachable", wellKnown: "failPrompt" },
      /example.org does not answer/,
    ],
    [
      "an address that cannot be used",
      { reason: "notMatrix", wellKnown: "failError" },
      /The address that example.org names .* cannot be used/,
    ],
    [
      "an address where no homeserver is",
      { reason: "notMatrix", wellKnown: "failError", ...at("https://m.example.net:8448") },
      /its homeserver is at m.example.net:8448, but there is none/,
    ],
    [
      "an address that does not answer",
      { reason: "unreachable", wellKnown: "failError", ...at("https://m.example.net") },
      /has its homeserver at m.example.net, which does not answer/,
    ],
  ])("%s", async (_, why, text) => {
    unavailable(why);
    const { root } = renderStatus();
    expect(await screen.findByRole("alert")).toHaveTextContent(text);
    expect(root).toHaveAttribute("data-homeserver", why.reason);
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  });
});

describe("what a closed homeserver says itself", () => {
  const detail = { status: 403, errcode: "M_FORBIDDEN", text: "Ask the club." };

  test("is quoted", async () => {
    unavailable({ reason: "closed", detail });
    renderStatus();
    expect(await screen.findByText(/Message from example.org/)).toHaveTextContent("Ask the club.");
    expect(screen.getByRole("alert")).not.toHaveTextContent("Ask the club.");
  });

  test("is folded where the homeserver may be anybody's", async () => {
    unavailable({ reason: "closed", detail });
    const { user } = renderStatus({ trust: "any" });
    const summary = await screen.findByText("Details");
    expect(screen.getByText(/Message from/)).not.toBeVisible();
    await user.click(summary);
    expect(screen.getByText(/Message from/)).toBeVisible();
  });
});

test("what comes of another try takes the focus, and is not read twice", async () => {
  unavailable({ reason: "unreachable" });
  const { status, user } = renderStatus();
  await screen.findByRole("alert");
  unavailable({ reason: "rateLimited" });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText(/busy just now/);
  expect(status()).toHaveFocus();
  expect(screen.queryByRole("alert")).toBeNull();
});

describe("a closed homeserver that may let guests in", () => {
  const fake = createFakeHomeserver({
    ...scenarios.guestsOnly.options,
    baseUrl: "https://example.org",
  });

  test("makes a guest by one press, where the host offers that", async () => {
    const onDone = vi.fn<(result: Result) => void>();
    const { root, user } = renderStatus({ guests: true, fetch: fake.fetch, onDone });
    const guest = await screen.findByRole("button", { name: "Continue as guest" });
    expect(root).toHaveAttribute("data-homeserver", "closed");
    expect(screen.getByRole("alert")).toHaveTextContent("not open for new accounts");
    expect(screen.getByText(/Guests need no username/)).toBeVisible();
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getAllByRole("heading")).toHaveLength(1);
    await user.click(guest);
    expect(await screen.findByRole("heading", { name: "You are a guest now" })).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(onDone).toHaveBeenCalledOnce();
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({
      outcome: "registered",
      account: { kind: "guest" },
    });
  });

  test("is not said to where the host does not", async () => {
    renderStatus({ fetch: fake.fetch });
    await screen.findByRole("alert");
    expect(screen.queryByRole("button", { name: "Continue as guest" })).toBeNull();
  });

  test("nor where it does not answer", async () => {
    unavailable({ reason: "unreachable", homeserver: { baseUrl: "https://example.org" } });
    renderStatus({ guests: true });
    await screen.findByRole("alert");
    expect(screen.queryByRole("button", { name: "Continue as guest" })).toBeNull();
  });

  test("says so when it does not", async () => {
    const closed = createFakeHomeserver({ closed: true, baseUrl: "https://example.org" });
    const { user } = renderStatus({ guests: true, fetch: closed.fetch });
    await user.click(await screen.findByRole("button", { name: "Continue as guest" }));
    expect(await screen.findByText(/does not accept guests/)).toBeVisible();
  });
});

test("an open homeserver is found by another try", async () => {
  unavailable({ reason: "unreachable" });
  const { user } = renderStatus();
  await screen.findByRole("alert");
  discover.mockResolvedValue({
    status: "found",
    homeserver: { baseUrl: "https://example.org", serverName: "example.org" },
    ways: [{ way: "uia", flows: [["m.login.dummy"]], params: {} }],
    preferred: { way: "uia", flows: [["m.login.dummy"]], params: {} },
  });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Username" })).toHaveFocus());
});
