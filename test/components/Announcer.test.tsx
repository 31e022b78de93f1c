import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { createAnnouncements } from "../../src/components/announcements.js";
import { Register } from "../../src/index.js";
import { renderWithRun } from "./renderWithRun.js";
import { account, registered } from "./scriptedRegistration.js";

test("the live regions are there from the first paint, and stay the same", () => {
  const { container, show } = renderWithRun(<Register.Announcer />);
  const regions = [...container.querySelectorAll("[aria-live]")];
  expect(regions.map((region) => region.getAttribute("aria-live"))).toEqual([
    "polite",
    "assertive",
  ]);
  show(account({ activity: "sending" }));
  show(registered());
  expect([...container.querySelectorAll("[aria-live]")]).toEqual(regions);
});

test("what goes on is said, and no longer when it is over", () => {
  const { container, show } = renderWithRun(<Register.Announcer />);
  const polite = container.querySelector('[aria-live="polite"]');
  expect(polite).toBeEmptyDOMElement();
  show(account({ activity: "sending" }));
  expect(polite).toHaveTextContent("Asking the homeserver…");
  show(account({ activity: "checking" }));
  expect(polite).toHaveTextContent("Finding out what became of your account");
  show(account({ activity: "checking", cancelling: true }));
  expect(polite).toHaveTextContent("then stopping");
  show(account());
  expect(polite).toBeEmptyDOMElement();
});

test("the same words twice are a change, which alone is read out", () => {
  const announcements = createAnnouncements();
  const said: string[] = [];
  announcements.subscribe(() => said.push(announcements.getSnapshot().assertive));
  act(() => {
    announcements.announce("Listen", "assertive");
    announcements.announce("Listen", "assertive");
  });
  expect(said).toEqual(["Listen", "Listen\u00a0"]);
  expect(announcements.getSnapshot().polite).toBe("");
});
