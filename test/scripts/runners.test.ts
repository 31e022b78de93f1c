import { describe, expect, test } from "vitest";
import { playwrightProgress, vitestProgress } from "../../scripts/test/progress.mjs";
import { durationsInPlaywright, durationsInVitest, slowest } from "../../scripts/test/slowest.mjs";

describe("how far a runner is", () => {
  test("is the tests of the files that Vitest has told", () => {
    const output = `
 RUN  v4.1.12 /project

 ✓ dom test/components/AccountForm.test.tsx (32 tests) 20230ms
     ✓ sends what was typed (3 tests of it)  3195ms
 ❯ unit test/uia/machine.test.ts (10 tests | 2 failed | 1 skipped) 12ms
     × goes on 5ms
 ✓ unit test/one.test.ts (1 test) 2ms
`;
    expect(vitestProgress(output)).toEqual({ done: 43 });
    expect(vitestProgress("")).toEqual({ done: 0 });
  });

  test("is the lines of Playwright's list, of as many as it announced", () => {
    const output = `
Running 340 tests using 2 workers

  ✓    1 [fake] › mail.e2e.ts:3:1 › is sent (1.2s)
  ✘    2 [fake] › mail.e2e.ts:9:1 › is late (3.0s)
  -    3 [fake] › mail.e2e.ts:19:1 › is skipped
[WebServer] 7 modules
`;
    expect(playwrightProgress(output)).toEqual({ done: 3, total: 340 });
    expect(playwrightProgress("[WebServer] builds")).toEqual({ done: 0 });
  });
});

describe("the slowest tests", () => {
  test("of Vitest are told by file and name", () => {
    const testResults = [
      {
        name: "form.test.ts",
        assertionResults: [
          { fullName: "a form sends", duration: 12 },
          { fullName: "a form waits", duration: null },
        ],
      },
    ];
    expect(durationsInVitest({ testResults })).toEqual([
      { name: "form.test.ts: a form sends", milliseconds: 12 },
      { name: "form.test.ts: a form waits", milliseconds: 0 },
    ]);
  });

  test("of Playwright are told by suite, name and browser, with what every try took", () => {
    const results = [{ duration: 300 }, { duration: 200 }];
    const specs = [{ title: "is sent", tests: [{ projectName: "fake", results }] }];
    const suites = [{ title: "mail.e2e.ts", suites: [{ title: "a link", specs }] }];
    expect(durationsInPlaywright({ suites })).toEqual([
      { name: "mail.e2e.ts: a link: is sent (fake)", milliseconds: 500 },
    ]);
  });

  test("come first", () => {
    const durations = [3, 9, 5].map((milliseconds) => ({ name: `${milliseconds}`, milliseconds }));
    expect(slowest(durations, 2).map(({ name }) => name)).toEqual(["9", "5"]);
  });
});
