import { cleanup, render, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createPortal } from "react-dom";
import { afterEach, expect, test } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";

/** A window of its own, as of a pop-up, whose classes are not those of this one. */
function openWindow() {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const { contentDocument, contentWindow } = frame;
  if (contentDocument === null || contentWindow === null) throw new Error("It has no document.");
  return { body: contentDocument.body, document: contentDocument, window: contentWindow };
}

afterEach(() => {
  cleanup();
  document.querySelector("iframe")?.remove();
});

test("an account is made in a card that stands in another window", async () => {
  const fake = createFakeHomeserver(scenarios.tokenAndTerms.options);
  const other = openWindow();
  const card = (
    <RegisterCard
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
    />
  );
  render(createPortal(card, other.body));
  const user = userEvent.setup({ document: other.document });
  const screen = within(other.body);
  const box = (name: string) => screen.findByRole("textbox", { name });
  expect(await box("Username")).not.toBeInstanceOf(HTMLInputElement);

  await user.type(await box("Username"), "taken");
  await user.type(screen.getByLabelText("Password"), "correct horse battery");
  await user.type(await box("Registration token"), "invite-me");
  await user.click(screen.getByRole("checkbox", { name: /Privacy Policy/ }));
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(async () => expect(await box("Username")).toHaveAccessibleDescription(/taken/));
  await waitFor(async () => expect(await box("Username")).toHaveFocus());

  await user.clear(await box("Username"));
  await user.type(await box("Username"), "alice");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => {
    expect(fake.accounts.map(({ userId }) => userId)).toContain("@alice:example.org");
  });
  expect(await screen.findByText("@alice:example.org")).toBeVisible();
});
