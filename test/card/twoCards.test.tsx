import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import type { Result } from "../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";

const names = ["one.example", "two.example"] as const;

beforeEach(() => sessionStorage.clear());
afterEach(() => sessionStorage.clear());

/** Two cards in one tree, each on a homeserver of its own. */
function renderTwo() {
  const { options } = scenarios.tokenAndTerms;
  const fakes = names.map((serverName) => createFakeHomeserver({ ...options, serverName }));
  const onDone = names.map(() => vi.fn<(result: Result) => void>());
  const show = () =>
    render(
      <StrictMode>
        {fakes.map(({ baseUrl, serverName, fetch }, index) => (
          <RegisterCard
            key={serverName}
            homeserver={{ baseUrl, serverName }}
            fetch={fetch}
            onDone={(result) => onDone[index]?.(result)}
            guests
            resume
          />
        ))}
      </StrictMode>,
    );
  return { fakes, onDone, show, user: userEvent.setup() };
}

async function cards() {
  const found = await screen.findAllByRole("region", { name: /^Create an account on/ });
  expect(found).toHaveLength(2);
  await waitFor(() => {
    for (const card of found) expect(within(card).getAllByRole("checkbox")).not.toEqual([]);
  });
  return found;
}

const username = (card: HTMLElement) =>
  within(card).getByRole<HTMLInputElement>("textbox", { name: "Username" });

test("no ID is there twice, and each refers to the card that it is in", async () => {
  const { show, user } = renderTwo();
  const { container } = show();
  const both = await cards();
  // With problems, hints and descriptions.
  for (const card of both) {
    await user.click(within(card).getByRole("button", { name: "Create account" }));
    await waitFor(() => expect(within(card).getByLabelText("Password")).toBeInvalid());
  }
  const ids = [...container.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(10);
  expect(ids).toEqual([...new Set(ids)]);
  const references = ["for", "aria-describedby", "aria-labelledby", "aria-controls"] as const;
  for (const card of both) {
    for (const name of references) {
      for (const element of card.querySelectorAll(`[${name}]`)) {
        for (const id of element.getAttribute(name)?.split(" ") ?? []) {
          const target = document.getElementById(id);
          expect(target === null || card.contains(target), `${name}="${id}"`).toBe(true);
        }
      }
    }
    const labels = [...card.querySelectorAll("label")];
    expect(labels.length).toBeGreaterThan(3);
    for (const label of labels) expect(card).toContainElement(label.control);
  }
});

test("each makes an account of its own, and is told of that alone", async () => {
  const { fakes, onDone, show, user } = renderTwo();
  show();
  const [one, two] = await cards();
  for (const card of [one!, two!]) {
    await user.type(username(card), "alice");
    await user.type(within(card).getByLabelText("Password"), "correct horse");
    await user.type(within(card).getByRole("textbox", { name: "Registration token" }), "invite-me");
    for (const policy of within(card).getAllByRole("checkbox")) await user.click(policy);
  }
  await user.click(within(one!).getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(onDone[0]).toHaveBeenCalledTimes(1), { timeout: 5_000 });
  expect(one!.textContent).toContain("@alice:one.example");
  expect(username(two!)).toHaveValue("alice");
  expect(within(two!).getByLabelText("Password")).toHaveValue("correct horse");
  await user.click(within(two!).getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(onDone[1]).toHaveBeenCalledTimes(1), { timeout: 5_000 });
  expect(two!.textContent).toContain("@alice:two.example");
  expect(onDone[0]).toHaveBeenCalledTimes(1);
  for (const { accounts, serverName } of fakes) {
    expect(accounts.map(({ userId }) => userId)).toContain(`@alice:${serverName}`);
  }
}, 40_000);

test("values typed into each are there after a reload", async () => {
  const { show, user } = renderTwo();
  show();
  const [one, two] = await cards();
  await user.type(username(one!), "alice");
  await user.type(username(two!), "bob");
  cleanup();
  show();
  const after = await cards();
  expect(after.map((card) => username(card).value)).toEqual(["alice", "bob"]);
});
