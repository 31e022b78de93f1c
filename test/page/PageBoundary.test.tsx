import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { StrictMode, useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { Page } from "../../src/page/Page.js";
import { PageBoundary } from "../../src/page/PageBoundary.js";
import { Registration } from "../../src/page/Registration.js";
import type { SafeUrl } from "../../src/protocol/guards/safeUrl.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { wholePageWords } from "./wholePageWords.js";

const fake = createFakeHomeserver(scenarios.email.options);
const config = {
  homeserver: fake.baseUrl,
  serverName: fake.serverName,
  homeservers: [],
  allowAnyHomeserver: false,
  trust: "listed",
  brand: {},
  clients: [],
  appsUrl: "https://apps.example.org/" as SafeUrl,
} as const;

/** Throws once its button is pressed. */
function Fragile() {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) throw new Error("A fault of the page's");
  return (
    <button type="button" onClick={() => setIsBroken(true)}>
      Break
    </button>
  );
}

async function openPage(language: string) {
  vi.stubGlobal("fetch", fake.fetch);
  const words = await wholePageWords(language);
  render(
    <StrictMode>
      <PageBoundary words={words}>
        <Page
          config={config}
          address={{}}
          words={words}
          callback={null}
          render={(props) => (
            <>
              <Registration {...props} />
              <Fragile />
            </>
          )}
        />
      </PageBoundary>
    </StrictMode>,
  );
}

describe("a page that throws", () => {
  test("says what to do, and what was typed is there after the reload, all but the password", async () => {
    // React tells the console of the error.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    await openPage("en");
    await screen.findByLabelText("Username");
    const type = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    type("Username", "alice");
    type("Email address", "alice@example.org");
    type("Password", "correct horse");
    fireEvent.click(screen.getByText("Break"));
    expect(screen.getByRole("main")).toContainElement(screen.getByRole("alert"));
    expect(screen.getByRole("alert")).toHaveTextContent(/Load it again. What you typed is kept/);
    expect(screen.getByRole("button", { name: "Load again" })).toBeVisible();
    expect(screen.queryByRole("textbox")).toBeNull();

    cleanup();
    await openPage("en");
    expect(await screen.findByLabelText("Username")).toHaveValue("alice");
    expect(screen.getByLabelText("Email address")).toHaveValue("alice@example.org");
    expect(screen.getByLabelText("Password")).toHaveValue("");
  });

  test("says it in the language of the page", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    await openPage("de");
    fireEvent.click(screen.getByText("Break"));
    const [german, english] = await Promise.all(["de", "en"].map((tag) => wholePageWords(tag)));
    expect(screen.getByRole("alert")).toHaveTextContent(german?.text("crashed.text") ?? "none");
    expect(german?.text("crashed.text")).not.toBe(english?.text("crashed.text"));
  });
});
