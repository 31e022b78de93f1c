import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { NextSteps } from "../../src/page/NextSteps.js";
import type { SafeUrl } from "../../src/protocol/guards/safeUrl.js";
import { wholePageWords } from "./wholePageWords.js";

const appsUrl = "https://apps.example.org/" as SafeUrl;
const chat = { name: "Example Chat", url: "https://chat.example.org/" as SafeUrl };

const made = { name: "@alice:one.example", serverName: "one.example", isPending: false };

async function renderSteps(clients: readonly (typeof chat)[], end = made) {
  const words = await wholePageWords("en");
  render(<NextSteps words={words} end={end} clients={clients} appsUrl={appsUrl} />);
}

test.each([
  ["alice", "Copy your username, so that you still have it when your account is approved."],
  ["", null],
])("the end of an account that waits for approval (%j) leads on, too", async (name, hint) => {
  await renderSteps([], { ...made, name, isPending: true });
  expect(screen.getByRole("link", { name: "Find a Matrix app" })).toHaveAttribute("href", appsUrl);
  expect(screen.getByText("one.example")).toBeVisible();
  expect(screen.queryAllByRole("button", { name: "Copy" })).toHaveLength(hint === null ? 0 : 1);
  if (hint !== null) expect(screen.getByText(hint)).toBeVisible();
});

test("the end leads to the owner's apps", async () => {
  await renderSteps([chat]);
  const links = screen.getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([chat.url]);
  expect(links[0]).toHaveAccessibleName(chat.name);
});

test("without any, it leads to where apps are found", async () => {
  await renderSteps([]);
  expect(screen.getByRole("link", { name: "Find a Matrix app" })).toHaveAttribute("href", appsUrl);
});

test("the homeserver is named, and no translator changes its name", async () => {
  await renderSteps([]);
  const name = screen.getByText("one.example");
  expect(name).toHaveAttribute("translate", "no");
  expect(name.parentElement).toHaveTextContent(
    "Your homeserver, if an app asks for it: one.example",
  );
});

test("a QR code leads a phone to the app, and the same address is there as text", async () => {
  await renderSteps([chat]);
  const code = await screen.findByRole("img", { name: `QR code that opens ${chat.url}` });
  expect(code).not.toHaveAttribute("style");
  expect(screen.getByText(chat.url)).toHaveAttribute("dir", "ltr");
});

test("without any app it leads the phone to where apps are found", async () => {
  await renderSteps([]);
  expect(await screen.findByRole("img", { name: `QR code that opens ${appsUrl}` })).toBeVisible();
  expect(screen.getByText(appsUrl)).toBeVisible();
});
