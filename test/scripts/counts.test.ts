import { describe, expect, test } from "vitest";
import {
  countPlaywright,
  countStep,
  countVitest,
  failedInPlaywright,
  failedInVitest,
  isGood,
  sum,
  summariesIn,
  unsteadyInPlaywright,
} from "../../scripts/test/counts.mjs";

const file = (status: string, ...assertions: string[]) => ({
  status,
  assertionResults: assertions.map((assertion) => ({ status: assertion })),
});

describe("counts of Vitest's report", () => {
  test("are taken over", () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [file("failed", "passed", "failed"), file("passed", "passed", "passed")],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  test("a file that could not be loaded is a failure", () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 0,
      numPendingTests: 0,
      testResults: [file("passed", "passed"), file("failed")],
    };
    expect(countVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});

describe("counts of Playwright's report", () => {
  test("a fault outside tests is a failure", () => {
    const report = {
      stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 2 },
      errors: [new Error("the server did not start")],
    };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  test.each([
    [3, { passed: 8, failed: 1, skipped: 2 }],
    [4, { passed: 5, failed: 5, skipped: 2 }],
  ])("%d tests that passed at their second try", (flaky, counts) => {
    const stats = { expected: 5, unexpected: 1, flaky, skipped: 2 };
    expect(countPlaywright({ stats, errors: [] })).toEqual(counts);
  });
});

describe("which tests failed", () => {
  test("is told by file and name, a file that could not be loaded by its name", () => {
    const failed = { status: "failed", fullName: "a form sends" };
    const passed = { status: "passed", fullName: "a form waits" };
    const testResults = [
      { name: "form.test.ts", status: "failed", assertionResults: [passed, failed] },
      { name: "broken.test.ts", status: "failed", assertionResults: [] },
      { name: "good.test.ts", status: "passed", assertionResults: [passed] },
    ];
    expect(failedInVitest({ testResults })).toEqual([
      "form.test.ts: a form sends",
      "broken.test.ts",
    ]);
  });

  test("is told by suite, name and browser, and faults outside tests by what they say", () => {
    const spec = (title: string, status: string) => ({
      title,
      tests: [{ projectName: "fake", status }],
    });
    const suites = [
      {
        title: "mail.e2e.ts",
        specs: [spec("is sent", "expected"), spec("is late", "unexpected")],
        suites: [
          { title: "a link", specs: [spec("is old", "unexpected"), spec("is slow", "flaky")] },
        ],
      },
    ];
    expect(unsteadyInPlaywright({ suites })).toEqual(["mail.e2e.ts: a link: is slow (fake)"]);
    expect(failedInPlaywright({ suites, errors: [{ message: "no server" }] })).toEqual([
      "mail.e2e.ts: is late (fake)",
      "mail.e2e.ts: a link: is old (fake)",
      "no server",
    ]);
  });
});

describe("a step", () => {
  const green = { passed: 4, failed: 0, skipped: 1 };
  const red = { passed: 3, failed: 2, skipped: 0 };
  const none = { passed: 0, failed: 0, skipped: 0 };

  test.each([
    ["a check that ends well is one passed test", 0, false, undefined, 1, 0],
    ["a check that fails is one failed test", 1, false, undefined, 0, 1],
    ["a check that is killed is one failed test", null, false, undefined, 0, 1],
    ["tests that pass count each", 0, true, green, 4, 0],
    ["tests that fail count each", 1, true, red, 3, 2],
    ["a run that fails with no failed test is a failure", 1, true, green, 4, 1],
    ["a run that was killed is a failure", null, true, green, 4, 1],
    ["a run without a report is a failure", 0, true, undefined, 0, 1],
    ["a run of no test is a failure", 0, true, none, 0, 1],
    ["a run that skips everything is a failure", 0, true, { ...none, skipped: 9 }, 0, 1],
    ["a check that is left out is skipped", "left out" as const, false, undefined, 0, 0],
  ])("%s", (_, exitCode, expectsReport, reported, passed, failed) => {
    expect(countStep({ exitCode, expectsReport, reported })).toMatchObject({ passed, failed });
  });
});

test("a step that may run no test does not fail for it, but for what failed", () => {
  const none = { passed: 0, failed: 0, skipped: 0 };
  const end = { exitCode: 0, expectsReport: true, reported: none, mayRunNone: true };
  expect(countStep(end)).toEqual(none);
  expect(countStep({ ...end, exitCode: 1 })).toEqual({ ...none, failed: 1 });
});

test.each([
  [1, 0, true],
  [1, 1, false],
  [0, 0, false],
])("%d passed and %d failed: good is %s", (passed, failed, good) => {
  expect(isGood({ passed, failed, skipped: 1 })).toBe(good);
});

test("sums add up by kind", () => {
  expect(
    sum([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]),
  ).toEqual({ passed: 11, failed: 22, skipped: 33 });
});

test("the summaries of a step are the lines that begin with its name", () => {
  const output =
    "conformance\nconformance: 3 cases, equal\n stories: 2\nconformance: none differs\n";
  expect(summariesIn("conformance", output)).toEqual([
    "conformance: 3 cases, equal",
    "conformance: none differs",
  ]);
  expect(summariesIn("stories", output)).toEqual([]);
});
