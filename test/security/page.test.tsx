import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parsePageConfig } from "../../src/page/config/pageConfig.js";
import { wholeCatalogue } from "../../src/page/languages/pageCatalogue.js";
import en from "../../src/page/locales/en.json" with { type: "json" };
import { Page } from "../../src/page/Page.js";
import { pageWordsOf } from "../../src/page/pageWords.js";
import { digestInThisRealm, metadata } from "../redirect/oauth/servers.js";

beforeEach(digestInThisRealm);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

const words = pageWordsOf("en", { default: wholeCatalogue(en) });

function renderPage(json: object, address: object) {
  const parsed = parsePageConfig(json);
  if (!("config" in parsed)) throw new Error("This is no configuration.");
  return render(<Page config={parsed.config} address={address} words={words} callback={null} />);
}

/** Homeservers of any name, each with account pages of its own that say what MAS says. */
function stubHomeservers() {
  const sent: { host: string; path: string; text: string }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const { host, pathname, search } = new URL(url, "https://page.example");
    sent.push({ host, path: pathname, text: `${search} ${JSON.stringify(init.body)}` });
    const site = host.replace(/^account\./, "");
    if (pathname.endsWith("/auth_metadata") || pathname.endsWith("/openid-configuration")) {
      return new Response(JSON.stringify(metadata).replaceAll("example.org", site));
    }
    if (pathname.endsWith("/login")) return Response.json({ flows: [] });
    if (pathname === "/register") {
      return Response.json({ client_id: "REGISTERED" }, { status: 201 });
    }
    return Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });
  });
  return sent;
}

const clientIds = () =>
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith("matrix-register-kit.oauth."))
    .map(
      (key) => (JSON.parse(sessionStorage.getItem(key) ?? "{}") as { clientId: string }).clientId,
    );

test("the page's client ID is for its own homeserver alone, and a homeserver of the visitor's comes after a warning", async () => {
  const sent = stubHomeservers();
  const json = { homeserver: "own.example", oauthClientId: "ID-AT-OWN", allowAnyHomeserver: true };
  const user = userEvent.setup();
  renderPage(json, { homeserver: "other.example" });
  // A link asks nobody anything before the visitor has agreed.
  expect(sent).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Continue" }));
  expect(await screen.findByText(/^Continue only if you trust the people/)).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Continue on/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "I trust other.example" }));
  await user.click(screen.getByRole("button", { name: "Continue on account.other.example" }));
  await waitFor(() => expect(clientIds()).toEqual(["REGISTERED"]));
  expect(JSON.stringify(sent)).not.toContain("ID-AT-OWN");
});

test("at its own homeserver the page is known by its client ID, and there is no warning", async () => {
  const sent = stubHomeservers();
  const user = userEvent.setup();
  renderPage({ homeserver: "own.example", oauthClientId: "ID-AT-OWN" }, {});
  await user.click(await screen.findByRole("button", { name: "Continue on account.own.example" }));
  await waitFor(() => expect(clientIds()).toEqual(["ID-AT-OWN"]));
  expect(sent.map(({ path }) => path)).not.toContain("/register");
});
