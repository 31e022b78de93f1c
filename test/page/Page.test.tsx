import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PageConfig } from "../../src/page/config/pageConfig.js";
import { Page } from "../../src/page/Page.js";
import type { PageAddress } from "../../src/page/pageAddress.js";
import type { SafeUrl } from "../../src/protocol/guards/safeUrl.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { words } from "../words.js";
import { wholePageWords } from "./wholePageWords.js";

const homeservers = ["own.example", "xn--bcher-kva.example"].map((serverName) =>
  createFakeHomeserver({
    ...scenarios.token.options,
    serverName,
    baseUrl: `https://${serverName}`,
  }),
);
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const homeserver = homeservers.find(({ baseUrl }) => url.startsWith(baseUrl));
    asked.push(url);
    if (homeserver === undefined) throw new TypeError("Failed to fetch");
    return homeserver.fetch(url, init);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const config: PageConfig = {
  homeservers: [],
  allowAnyHomeserver: false,
  trust: "listed",
  brand: {},
  clients: [],
  appsUrl: "https://apps.example.org/" as SafeUrl,
};

async function renderPage(given: Partial<PageConfig>, address: PageAddress = {}, language = "en") {
  const words = await wholePageWords(language);
  render(
    <StrictMode>
      <Page config={{ ...config, ...given }} address={address} words={words} callback={null} />
    </StrictMode>,
  );
  return { user: userEvent.setup() };
}

const hostsAsked = () => new Set(asked.map((url) => new URL(url).host));
const field = () => screen.getByRole("combobox", { name: "Homeserver" });
const goOn = () => screen.getByRole("button", { name: "Continue" });
const username = () => screen.findByRole("textbox", { name: "Username" });

describe("the homeserver that a visitor names", () => {
  test.each([
    ["en", "Username"],
    ["de", "Benutzername"],
  ])("takes the focus along to the account's form in the language %s", async (language, label) => {
    const several = { homeservers: ["own.example", "other.example"] };
    const { user } = await renderPage(several, {}, language);
    await user.type(field(), "own.example{Enter}");
    // The code and the words of the field come first.
    await waitFor(() => expect(field()).toHaveFocus());
    expect(field()).toHaveValue("own.example");
    expect(await screen.findByRole("textbox", { name: label })).toBeVisible();
    await waitFor(() => expect(field()).toHaveFocus());
  });

  test("in letters of other scripts is shown in those of the internet, and taken when pressed again", async () => {
    const { user } = await renderPage({ allowAnyHomeserver: true });
    await user.type(field(), "Bücher.example");
    await user.click(goOn());
    expect(field()).toHaveValue("xn--bcher-kva.example");
    expect(field()).toHaveFocus();
    expect(screen.getByText(words(/Its internet address is xn--bcher-kva.example/))).toBeVisible();
    expect(asked).toEqual([]);

    await user.click(goOn());
    expect(await username()).toBeVisible();
    expect(hostsAsked()).toEqual(new Set(["xn--bcher-kva.example"]));
  });

  test("is looked at anew when it is changed after that", async () => {
    const { user } = await renderPage({ allowAnyHomeserver: true });
    await user.type(field(), "Bücher.example{Enter}");
    await user.clear(field());
    expect(screen.queryByText(/Its internet address is/)).toBeNull();
    await user.type(field(), "bücher.example{Enter}");
    expect(screen.getByText(/Its internet address is/)).toBeVisible();
    expect(asked).toEqual([]);
  });

  test.each([
    ["no name", { allowAnyHomeserver: true }, /Enter the name of a homeserver/],
    ["not to be had here", { homeservers: ["own.example", "other.example"] }, /from the list/],
  ])("is refused where it is %s", async (_, given, problem) => {
    const { user } = await renderPage(given);
    await user.type(field(), "no@name.example{Enter}");
    expect(field()).toHaveFocus();
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription(problem);
    await user.type(field(), "x");
    expect(field()).toBeValid();
  });
});

describe("a link to a homeserver that is not to be had here", () => {
  const elsewhere = {
    homeserver: "elsewhere.example",
    username: "alice",
    registrationToken: "invite-me",
  };
  const registrationToken = () => screen.getByRole("textbox", { name: "Registration token" });
  const notice = /The link you followed is for another homeserver/;

  test("is told of beside the form of the one that is, which gets no token", async () => {
    await renderPage({ homeserver: "own.example" }, elsewhere);
    expect(screen.getByText(notice)).toBeVisible();
    expect(await username()).toHaveValue("alice");
    expect(registrationToken()).toHaveValue("");
    expect(asked.filter((url) => url.includes("invite-me"))).toEqual([]);
    expect(hostsAsked()).toEqual(new Set(["own.example"]));
  });

  test("is told of where one is to be chosen", async () => {
    await renderPage({ homeservers: ["own.example", "other.example"] }, elsewhere);
    expect(screen.getByText(notice)).toBeVisible();
    expect(field()).toHaveValue("");
    expect(asked).toEqual([]);
  });

  test("is not told of where it is", async () => {
    await renderPage({ homeserver: "own.example" }, { ...elsewhere, homeserver: "OWN.example." });
    expect(await username()).toBeVisible();
    expect(registrationToken()).toHaveValue("invite-me");
    expect(screen.queryByText(notice)).toBeNull();
  });
});
