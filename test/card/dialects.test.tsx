import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { describe, expect, test } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import {
  createFakeHomeserver,
  type DialectName,
  type ScenarioName,
  scenarios,
} from "../../src/testing/index.js";

/*
 * The card's journeys on a homeserver of each kind: those that make sense there. What needs a browser, such
 * as captchas, own pages and account pages, is in `test/e2e/dialects.e2e.ts`.
 */
interface Journeys {
  /** Whether the account pages come first, and stages are the other method. */
  readonly pagesFirst?: boolean;
  readonly closed?: boolean;
  readonly takenName?: boolean;
  readonly forbiddenName?: boolean;
  readonly token?: boolean;
  readonly forgottenSession?: boolean;
  readonly terms?: boolean;
  readonly guests?: boolean;
}

const journeys: Readonly<Partial<Record<DialectName, Journeys>>> = {
  synapse: { forgottenSession: true },
  conduit: { closed: true, takenName: true, token: true, forgottenSession: true, guests: true },
  continuwuity: {
    pagesFirst: true,
    closed: true,
    takenName: true,
    forbiddenName: true,
    token: true,
    forgottenSession: true,
    terms: true,
  },
  tuwunel: {
    closed: true,
    takenName: true,
    forbiddenName: true,
    token: true,
    forgottenSession: true,
    terms: true,
  },
  mas: { closed: true },
};

const username = () => screen.findByLabelText("Username");
const token = () => screen.findByLabelText("Registration token");
const type = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } });
const press = async (name: string) =>
  fireEvent.click(await screen.findByText(name, { selector: "button" }));

for (const [dialect, can] of Object.entries(journeys) as [DialectName, Journeys][]) {
  describe(dialect, () => {
    /** Shows the card, at its account form where the homeserver has one. */
    async function at(scenario: ScenarioName) {
      const fake = createFakeHomeserver({ ...scenarios[scenario].options, dialect });
      const homeserver = { baseUrl: fake.baseUrl, serverName: fake.serverName };
      render(
        <StrictMode>
          <RegisterCard homeserver={homeserver} fetch={fake.fetch} guests />
        </StrictMode>,
      );
      if (can.pagesFirst && scenario !== "closed") {
        const form = { name: "Create an account here with a password" };
        fireEvent.click(await screen.findByRole("button", form));
      }
      return fake;
    }

    async function send(name: string) {
      type(await username(), name);
      type(screen.getByLabelText("Password"), "correct horse battery");
      await press("Create account");
    }

    async function isMade(fake: Awaited<ReturnType<typeof at>>, name: string) {
      const userId = `@${name}:${fake.serverName}`;
      const told = () => document.querySelector('[data-part="user-id"]');
      await waitFor(() => expect(told()).toHaveTextContent(userId));
      expect(fake.accounts.map((account) => account.userId)).toContain(userId);
    }

    if (can.closed) {
      test("closed is said", async () => {
        await at("closed");
        expect(await screen.findByRole("alert")).toHaveTextContent("is not accepting new accounts");
        expect(screen.getByLabelText("Password")).not.toBeVisible();
      });
    }

    if (can.takenName) {
      test("a taken name, then a free one", async () => {
        const fake = await at("open");
        await send("taken");
        await waitFor(async () => expect(await username()).toHaveAccessibleDescription(/taken/));
        type(await username(), "free");
        await press("Create account");
        await isMade(fake, "free");
      });
    }

    if (can.forbiddenName) {
      test("a forbidden name is a matter of the name", async () => {
        const fake = await at("open");
        await send("forbidden.name");
        await waitFor(async () => expect(await username()).toBeInvalid());
        type(await username(), "allowed");
        await press("Create account");
        await isMade(fake, "allowed");
      });
    }

    if (can.token) {
      test("a registration token, wrong and then right", async () => {
        const fake = await at("token");
        type(await token(), "not-a-token");
        await send("alice");
        await waitFor(async () =>
          expect(await token()).toHaveAccessibleDescription(/not valid or has already been used/),
        );
        type(await token(), "invite-me");
        await press("Create account");
        await isMade(fake, "alice");
      });
    }

    if (can.forgottenSession) {
      test("a session that was forgotten between two tries begins anew, unseen", async () => {
        const fake = await at("token");
        type(await token(), "not-a-token");
        await send("alice");
        await waitFor(async () => expect(await token()).toBeInvalid());
        fake.forgetSessions();
        type(await token(), "invite-me");
        await press("Create account");
        await isMade(fake, "alice");
      });
    }

    if (can.terms) {
      test("terms", async () => {
        const fake = await at("terms");
        fireEvent.click(await screen.findByRole("checkbox", { name: /Privacy Policy/ }));
        await send("alice");
        await isMade(fake, "alice");
      });
    }

    if (can.guests) {
      test("a guest, in an app", async () => {
        await at("guests");
        fireEvent.click(await screen.findByRole("switch", { name: "Use a guest account" }));
        await press("Continue as guest");
        await screen.findByRole("heading", { name: "Your guest account is ready" });
      });
    }
  });
}
