import { expect, test } from "vitest";
import { beginning, clock, howFar, table, verdict } from "../../scripts/test/words.mjs";

const outcome = (name: string, seconds: number, passed: number, failed = 0, skipped = 0) => ({
  step: { name },
  seconds,
  counts: { passed, failed, skipped },
});

test("a run begins with how long it will take", () => {
  expect(beginning({ steps: 13, places: 2, left: 611 })).toBe(
    "13 steps, 2 at a time: about 10 min",
  );
});

test.each([
  [3, "about 10 s"],
  [44, "about 40 s"],
  [90, "about 1.5 min"],
  [400, "about 7 min"],
])("%d s left are told as %s", (left, told) => {
  expect(beginning({ steps: 1, places: 1, left })).toBe(`1 step, 1 at a time: ${told}`);
});

test("a run says on its way how many of how many are done", () => {
  const running = [
    { step: { name: "unit" }, elapsed: 60, progress: { done: 1204, total: 4749 } },
    { step: { name: "stories" }, elapsed: 30, progress: { done: 12 } },
    { step: { name: "package" }, elapsed: 20.4 },
  ];
  expect(howFar({ running, ended: 4, of: 13, left: 200 })).toBe(
    "unit 1204 of 4749 tests, stories 12 tests, package 20 s, 4 of 13 steps done: about 3 min left",
  );
});

test.each([
  [outcome("lint", 20.6, 1), "ok      lint           21 s  1 passed"],
  [outcome("e2e", 300, 5, 2, 1), "FAILED  e2e           300 s  5 passed, 2 failed, 1 skipped"],
  [outcome("size", 0, 0, 1), "FAILED  size            0 s  1 failed"],
  [outcome("gallery", 0, 0, 0, 1), "skips   gallery         0 s  1 skipped"],
  [outcome("related", 4, 0), "ok      related         4 s  0 passed"],
])("a step ends with its verdict", (told, line) => {
  expect(verdict(told)).toBe(line);
});

test("the table has the steps, their sum, and the slowest tests", () => {
  const outcomes = [outcome("lint", 20, 1), outcome("unit", 150, 4700, 1, 2)];
  const slowest = [{ name: "unit: a form sends", milliseconds: 12_345 }];
  expect(table({ outcomes, seconds: 155, slowest }).join("\n")).toBe(`
ok      lint           20 s  1 passed
FAILED  unit          150 s  4700 passed, 1 failed, 2 skipped
        all           155 s  4704 checks

Slowest tests
   12.3 s  unit: a form sends
`);
});

test.each([
  [0, " 0:00"],
  [59.9, " 0:59"],
  [611, "10:11"],
])("%d s are written as %s", (seconds, written) => {
  expect(clock(seconds)).toBe(written);
});
