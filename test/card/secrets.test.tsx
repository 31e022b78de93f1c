import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RegisterCard } from "../../src/card/index.js";
import { createFakeHomeserver, type ScenarioName, scenarios } from "../../src/testing/index.js";
import type { RegistrationEvent, Result } from "../../src/uia/machine/types.js";
import { reachableStrings } from "./reachable.js";

const password = "canary-Password-1!-long";
const invitation = "invite-me";

const stored: string[] = [];

beforeEach(() => {
  stored.length = 0;
  vi.spyOn(Storage.prototype, "setItem").mockImplementation((key, value) => {
    stored.push(key, value);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The card on a fake homeserver, with every UIA session and everything handed over and told. */
function renderCard(scenario: ScenarioName) {
  const fake = createFakeHomeserver(scenarios[scenario].options);
  const sessions = new Set<string>();
  const handed: Result[] = [];
  const events: RegistrationEvent[] = [];
  const rendered = render(
    <StrictMode>
      <RegisterCard
        homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
        trust="own"
        refreshToken
        onDone={(result) => void handed.push(result)}
        onEvent={(event) => events.push(event)}
        fetch={async (input, init) => {
          const response = await fake.fetch(input, init);
          const body = (await response.clone().json()) as { session?: string };
          if (body.session !== undefined) sessions.add(body.session);
          return response;
        }}
      />
    </StrictMode>,
  );
  const secrets = () => {
    const session = handed.flatMap((result) =>
      result.outcome === "registered" && result.account.session !== null
        ? [result.account.session]
        : [],
    );
    const tokens = session.flatMap(({ accessToken, refresh }) =>
      refresh === null ? [accessToken] : [accessToken, refresh.token],
    );
    return [password, ...sessions, ...tokens];
  };
  return { ...rendered, handed, events, sessions, secrets };
}

/** Where secrets are, but for the password's own input while the form is there. */
function places(card: ReturnType<typeof renderCard>, secrets: readonly string[]): string[] {
  const holds = (text: string) => secrets.some((secret) => text.includes(secret));
  const attributes = [...card.container.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].map(({ name, value }) => ({ path: `attribute ${name}`, text: value })),
  );
  const texts = [
    ...reachableStrings(card.container),
    ...attributes,
    { path: "text", text: card.container.textContent },
    { path: "address", text: location.href },
    { path: "events", text: JSON.stringify(card.events) },
    { path: "storage", text: JSON.stringify(stored) },
  ];
  return texts.filter(({ text }) => holds(text)).map(({ path }) => path);
}

describe("secrets", () => {
  it.each<[ScenarioName, string]>([
    ["open", "Your account is ready"],
    ["tokenAndTerms", "Your account is ready"],
    ["approval", "Your account is waiting for approval"],
    ["full", "The homeserver is full. Try another one."],
    ["nameTakenLate", "This username is taken. Choose another one."],
    ["closed", "You cannot create an account here"],
  ])(
    "are nowhere to be reached on '%s', neither on the way nor at the end (%s)",
    async (scenario, end) => {
      const user = userEvent.setup();
      const card = renderCard(scenario);
      await waitFor(() =>
        expect(card.container.querySelector("[data-part=root]")).not.toHaveAttribute(
          "data-homeserver",
          "finding",
        ),
      );
      const input = screen.queryByLabelText("Password");
      if (input !== null) {
        await user.type(screen.getByRole("textbox", { name: "Username" }), "alice");
        await user.type(input, password);
        for (const box of screen.queryAllByRole("checkbox")) await user.click(box);
        const token = screen.queryByRole("textbox", { name: "Registration token" });
        if (token !== null) await user.type(token, invitation);
        expect(places(card, card.secrets())).toEqual([]);
        await user.click(screen.getByRole("button", { name: "Create account" }));
      }
      await screen.findByText(end);
      const made = ["open", "tokenAndTerms", "approval"].includes(scenario);
      await waitFor(() => expect(card.handed).toHaveLength(made ? 1 : 0));
      expect(places(card, card.secrets())).toEqual([]);
      if (scenario !== "closed") expect(card.sessions.size).toBeGreaterThan(0);
      card.unmount();
      expect(places(card, card.secrets())).toEqual([]);
    },
  );

  it("are found by this sweep where they are", () => {
    const { container } = render(<p title={password}>{password}</p>);
    expect(
      reachableStrings(container).filter(({ text }) => text === password).length,
    ).toBeGreaterThan(0);
  });
});
