import { expect, test } from "vitest";
import { steps } from "../../scripts/test/steps.mjs";
import { leftToReal } from "./leftToReal.js";

test.each([
  [["synapse"], "fake registration.e2e.ts closed", true],
  [["synapse", "dendrite"], "fake dendrite.e2e.ts open registration", true],
  // It shows nothing of the homeserver, so that the real one does not run it.
  [
    ["synapse"],
    "fake registration.e2e.ts a double click sends the form once @page @firefox",
    false,
  ],
  [["synapse"], "fake dendrite.e2e.ts open registration", false],
  [["synapse"], "fake homeserver.e2e.ts why no account can be made is told", false],
  [["synapse", "dendrite"], "fake dialects.e2e.ts dendrite a captcha without a key", false],
] as const)("of %j, %s is left to the real homeserver: %s", (real, title, isLeft) => {
  expect(leftToReal(real)?.test(title)).toBe(isLeft);
});

test("without a real homeserver nothing is left out", () => {
  expect(leftToReal([])).toBeUndefined();
  expect(leftToReal([""])).toBeUndefined();
});

test("a run names the real homeservers that it has got", () => {
  const command = steps.find(({ name }) => name === "e2e")?.command;
  if (typeof command !== "function") throw new Error("It does not depend on what was got.");
  expect(command(new Set(["chromium"]))).toContain("REAL_HOMESERVERS= ");
  expect(command(new Set(["chromium", "synapse"]))).toContain("REAL_HOMESERVERS=synapse ");
  expect(command(new Set(["synapse", "dendrite"]))).toContain("REAL_HOMESERVERS=synapse,dendrite ");
});
