import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RegisterCard, type RegisterCardProps } from "../../src/card/RegisterCard.js";
import type { Fetch } from "../../src/core.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { manualClock } from "../components/renderWithRegistration.js";
import {
  account,
  registered,
  scriptedRegistration,
  stage,
  validating,
} from "../components/scriptedRegistration.js";
import { translatePage } from "../translatePage.js";
import { renderView, views } from "./views.js";

/** Texts that React has to find again: those that stand beside other nodes. */
function bareTexts(container: Element): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    const isReacts = Object.keys(text).some((key) => key.startsWith("__reactFiber"));
    if (isReacts && text.textContent?.trim() !== "")
      found.push(`${text.parentElement?.outerHTML.slice(0, 200)}`);
  }
  return found;
}

describe("a translator of the browser", () => {
  test("would find a text beside another node", () => {
    const { container } = render(
      <p>
        {"Beside "}
        <b>bold</b>
      </p>,
    );
    expect(bareTexts(container)).toEqual(["<p>Beside <b>bold</b></p>"]);
  });

  test.each(views.map((view) => [view.until, view] as const))(
    "finds no text beside another node: %s",
    async (_, view) => {
      const { container } = await renderView(view);
      expect(bareTexts(container)).toEqual([]);
    },
  );
});

let stop = (): void => undefined;
afterEach(() => stop());

/** All words of the page, as they were before they were translated. */
const words = () => document.body.textContent.replace(/[«»]/g, "");
const isTranslated = () =>
  waitFor(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const parent = text.parentElement;
      const isKept = parent?.closest('[translate="no"], font, style') !== null;
      if (!isKept) expect(text.textContent?.trim()).toBe("");
    }
  });

function show(props: Partial<RegisterCardProps>) {
  render(
    <StrictMode>
      <RegisterCard {...({ fetch: nothing, ...props } as RegisterCardProps)} />
    </StrictMode>,
  );
}
/** Knows no endpoint. A page of its own lets no script read it. */
const nothing: Fetch = async (url) => {
  if (url.includes("/fallback/")) throw new TypeError("Failed to fetch");
  return Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });
};

/** Runs twice, on a page as it is and on a translated one, and compares the words at each step. */
async function sameWords(run: (look: () => Promise<void>) => Promise<void>) {
  const seen: string[][] = [];
  for (const translated of [false, true]) {
    const here: string[] = [];
    seen.push(here);
    stop = translated ? translatePage(document.body) : () => undefined;
    await run(async () => {
      if (translated) await isTranslated();
      here.push(words());
    });
    stop();
    cleanup();
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[0]?.length).toBeGreaterThan(1);
}

describe("a translated card says what the other one says", () => {
  test("while a username is typed, corrected and refused", async () => {
    await sameWords(async (look) => {
      const registration = scriptedRegistration(account());
      show({ registration });
      const input = screen.getByLabelText(/Username|«Username»/);
      for (const value of ["alice", "Alice B", "alice.b", ""]) {
        fireEvent.change(input, { target: { value } });
        await look();
      }
      act(() =>
        registration.show(account({ problems: [{ code: "usernameTaken", field: "username" }] })),
      );
      await look();
      fireEvent.change(input, { target: { value: "bob" } });
      await look();
    });
  });

  test("through the stages, a countdown and the end", async () => {
    await sameWords(async (look) => {
      const clock = manualClock();
      const registration = scriptedRegistration(account());
      show({ registration, clock });
      await look();
      for (const snapshot of [
        account({ activity: "sending" }),
        account({ activity: "paused", pause: { code: "rateLimited", retryAt: 5_000 } }),
        stage({ stage: { type: "m.login.registration_token", number: 1, count: 3 } }),
        stage({ stage: { type: "m.login.registration_token" }, cancelling: true }),
        stage({ stage: { type: "x.y" }, otherFlows: [["m.login.dummy"]] }),
        validating({ step: "sending" }),
        validating({ resendAt: 30_000 }),
        validating({ isLate: true, resendAt: 30_000 }),
        registered({ handover: "running" }),
      ]) {
        act(() => registration.show(snapshot));
        await look();
        clock.pass(2_500);
        await look();
      }
      clock.pass(30_000);
      await look();
      act(() => registration.show(registered({ handover: "failed" })));
      await look();
      act(() => registration.show(account()));
      await look();
    });
  });

  test("while the browser leaves for a sign-on, is slow, and stays", async () => {
    await sameWords(async (look) => {
      const clock = manualClock();
      const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
      const { options } = scenarios.manyProviders;
      const { fetch } = createFakeHomeserver({ ...options, ...homeserver, closed: true });
      show({ homeserver, fetch, clock, sso: { navigate: () => undefined }, providerIcons: false });
      fireEvent.click(await screen.findByText("GitHub"));
      await look();
      clock.pass(5_000);
      await look();
      const cancel = document.querySelector('[data-part="sso-sign-up"] [data-part="cancel"]');
      if (cancel !== null) fireEvent.click(cancel);
      await look();
      expect(document.querySelector('[data-part="leaving"]')).toHaveTextContent("");
    });
  });
});

test("names are not translated", async () => {
  stop = translatePage(document.body);
  show({
    registration: scriptedRegistration(validating({ address: "alice@example.org" })),
  });
  await isTranslated();
  expect(document.querySelector('[data-part="address"]')).toHaveTextContent(/^[^«]+$/);
  expect(document.querySelector('[data-part="step"]')).toHaveTextContent(/(?<!«)example\.org(?!»)/);
});

describe("content that throws", () => {
  test("is replaced by advice, and comes back with what was typed", async () => {
    // React tells the console of the error.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    let isBroken = false;
    function Fragile() {
      if (isBroken) throw new Error("A fault of the app's");
      return null;
    }
    const registration = scriptedRegistration(
      account({ fields: { registrationToken: "required" } }),
    );
    const card = () => (
      <RegisterCard registration={registration} fetch={nothing} slots={{ help: <Fragile /> }} />
    );
    const { rerender } = render(card());
    const type = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    type("Username", "alice");
    type("Password", "correct horse");
    type("Registration token", "invited");
    isBroken = true;
    rerender(card());
    expect(screen.getByRole("alert")).toHaveTextContent(/What you typed is kept/);
    isBroken = false;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByLabelText("Username")).toHaveValue("alice");
    expect(screen.getByLabelText("Password")).toHaveValue("correct horse");
    expect(screen.getByLabelText("Registration token")).toHaveValue("invited");
    fireEvent.click(screen.getByRole("button", { name: "Create account" }));
    await waitFor(() =>
      expect(registration.calls).toContainEqual(
        expect.arrayContaining(["submitAccount"]) as unknown,
      ),
    );
  });
});
