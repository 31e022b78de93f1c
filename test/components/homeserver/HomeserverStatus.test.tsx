import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { describe, expect, test, vi } from "vitest";
import type { UnavailableReason } from "../../../src/discovery/methods.js";
import { Register, type Result } from "../../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { words } from "../../words.js";

type Answer = () => Response;

const unknown = () => json(404, { errcode: "M_UNRECOGNIZED", error: "" });
const closed = () => json(403, { errcode: "M_FORBIDDEN", error: "Ask the club." });
const limited = () => json(429, { errcode: "M_LIMIT_EXCEEDED", error: "" });
const open = () => json(401, { session: "xyzzy", flows: [{ stages: ["m.login.dummy"] }] });
const page = () => new Response("<h1>A bakery</h1>", { headers: { "Content-Type": "text/html" } });
const silence = () => {
  throw new TypeError("Failed to fetch");
};
const json = (status: number, body: object) => Response.json(body, { status });
const names = (baseUrl: string) => () => json(200, { "m.homeserver": { base_url: baseUrl } });

/** What is answered for a server name, and by the homeserver: other answers when another is set. */
function network(wellKnown: Answer, homeserver: Answer) {
  const network = {
    homeserver,
    fetch: async (url: string) =>
      url.endsWith("/.well-known/matrix/client") ? wellKnown() : network.homeserver(),
  };
  return network;
}

function renderStatus(
  options: Register.Root.Options &
    Partial<{ homeserver: string; onDone: (result: Result) => void }>,
) {
  const { container } = render(
    <StrictMode>
      <Register.Root homeserver="example.org" {...options}>
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
  test.each<[string, UnavailableReason, Answer, Answer, RegExp]>([
    ["closed", "closed", unknown, closed, /example.org is not accepting .* try another homeserver/],
    ["unsupported", "unsupported", unknown, unknown, /in a way that this page does not support/],
    ["limited", "rateLimited", unknown, limited, /busy right now/],
    ["nothing there", "notMatrix", unknown, page, /no Matrix homeserver at example.org/],
    [
      "silence at the name itself",
      "unreachable",
      silence,
      silence,
      /example.org is not responding. Check the name/,
    ],
    [
      "a document that cannot be read",
      "notMatrix",
      page,
      silence,
      /cannot be read.*enter that instead, such as https:\/\/matrix.example.org/,
    ],
    [
      "a name that fails for a while",
      "unreachable",
      () => json(500, {}),
      silence,
      /example.org is not responding/,
    ],
    [
      "an address that cannot be used",
      "notMatrix",
      names("javascript:alert(1)"),
      silence,
      /homeserver address that example.org publishes does not work/,
    ],
    [
      "an address where no homeserver is",
      "notMatrix",
      names("https://m.example.net:8448"),
      page,
      /its homeserver is at m.example.net:8448, but there is no homeserver there/,
    ],
    [
      "an address that does not answer",
      "unreachable",
      names("https://m.example.net"),
      silence,
      /at m.example.net, which is not responding/,
    ],
  ])("%s", async (_, reason, wellKnown, homeserver, text) => {
    const { fetch } = network(wellKnown, homeserver);
    const { root } = renderStatus({ fetch });
    expect(await screen.findByRole("alert")).toHaveTextContent(text);
    expect(root).toHaveAttribute("data-homeserver", reason);
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  });
});

test("a local homeserver that needs more trust is not said to be none", async () => {
  vi.spyOn(console, "warn").mockReturnValue(undefined);
  const { fetch } = createFakeHomeserver();
  const { root } = renderStatus({ homeserver: "http://localhost:8008", fetch });
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "This page does not ask localhost:8008: its address is not secure, or is on a private network.",
  );
  expect(root).toHaveAttribute("data-homeserver", "unreachable");
  vi.restoreAllMocks();
});

describe("a closed homeserver's own words", () => {
  const { fetch } = network(unknown, closed);

  test("is quoted", async () => {
    renderStatus({ fetch });
    expect(await screen.findByText(words(/Message from example.org/))).toHaveTextContent(
      "Ask the club.",
    );
    expect(screen.getByRole("alert")).not.toHaveTextContent("Ask the club.");
  });

  test("is folded under `any`", async () => {
    const { user } = renderStatus({ fetch, trust: "any" });
    const summary = await screen.findByText("Details");
    expect(screen.getByText(/Message from/)).not.toBeVisible();
    await user.click(summary);
    expect(screen.getByText(/Message from/)).toBeVisible();
  });
});

test("the result of another try takes the focus, and is not read twice", async () => {
  const homeserver = network(unknown, silence);
  const { status, user } = renderStatus({ fetch: homeserver.fetch });
  await screen.findByRole("alert");
  homeserver.homeserver = limited;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText(/busy right now/);
  await waitFor(() => expect(status()).toHaveFocus());
  expect(screen.queryByRole("alert")).toBeNull();
});

describe("a closed homeserver that may let guests in", () => {
  const fake = createFakeHomeserver({
    ...scenarios.guestsOnly.options,
    baseUrl: "https://example.org",
  });

  test("makes a guest by one press, where the app offers that", async () => {
    const onDone = vi.fn<(result: Result) => void>();
    const { root, user } = renderStatus({ guests: true, fetch: fake.fetch, onDone });
    const guest = await screen.findByRole("button", { name: "Continue as guest" });
    expect(root).toHaveAttribute("data-homeserver", "closed");
    expect(screen.getByRole("alert")).toHaveTextContent("not accepting new accounts");
    expect(screen.getByText(/Guests do not need a username/)).toBeVisible();
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getAllByRole("heading")).toHaveLength(1);
    await user.click(guest);
    expect(
      await screen.findByRole("heading", { name: "Your guest account is ready" }),
    ).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(onDone).toHaveBeenCalledOnce();
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({
      outcome: "registered",
      account: { kind: "guest" },
    });
  });

  test("is not offered where the app does not", async () => {
    renderStatus({ fetch: fake.fetch });
    await screen.findByRole("alert");
    expect(screen.queryByRole("button", { name: "Continue as guest" })).toBeNull();
  });

  test("nor where it does not answer", async () => {
    renderStatus({ guests: true, fetch: network(unknown, silence).fetch });
    await screen.findByRole("alert");
    expect(screen.queryByRole("button", { name: "Continue as guest" })).toBeNull();
  });

  test("says so when it does not", async () => {
    const closedToAll = createFakeHomeserver({ closed: true, baseUrl: "https://example.org" });
    const { user } = renderStatus({ guests: true, fetch: closedToAll.fetch });
    await user.click(await screen.findByRole("button", { name: "Continue as guest" }));
    const refusal = await screen.findByText(/does not accept guests/);
    expect(refusal).toHaveTextContent("You need an account on it.");
  });
});

test("an open homeserver is found by another try", async () => {
  const homeserver = network(unknown, silence);
  const { user } = renderStatus({ fetch: homeserver.fetch });
  await screen.findByRole("alert");
  homeserver.homeserver = open;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Username" })).toHaveFocus());
});
