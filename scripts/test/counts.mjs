/**
 * What a run of tests came to.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Counts of Vitest's JSON report. A file that could not be loaded holds no test, and is one failure.
 *
 * @param {{
 *   numPassedTests: number,
 *   numFailedTests: number,
 *   numPendingTests: number,
 *   numTodoTests?: number,
 *   testResults: readonly { status: string, assertionResults: readonly { status: string }[] }[],
 * }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === "failed" &&
      !file.assertionResults.some((assertion) => assertion.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** How many tests of one run may pass at their second try. With more, something is wrong with the run. */
const mostUnsteady = 3;

/**
 * Counts of Playwright's JSON report. In CI a test in a browser has a second try, since a busy machine can
 * be too slow for one; few may need it.
 *
 * @param {{
 *   stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors: readonly unknown[],
 * }} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  const areTooMany = stats.flaky > mostUnsteady;
  return {
    passed: stats.expected + (areTooMany ? 0 : stats.flaky),
    failed: stats.unexpected + (areTooMany ? stats.flaky : 0) + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Which tests failed, by Vitest's report: a line each.
 *
 * @param {{
 *   testResults: readonly {
 *     name: string,
 *     status: string,
 *     assertionResults: readonly { status: string, fullName: string }[],
 *   }[],
 * }} report
 * @returns {readonly string[]}
 */
export function failedInVitest({ testResults }) {
  return testResults
    .filter(({ status }) => status === "failed")
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === "failed");
      return failed.length === 0 ? [name] : failed.map(({ fullName }) => `${name}: ${fullName}`);
    });
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly {
 *   title: string,
 *   tests: readonly { projectName: string, status: string }[],
 * }[]} [specs]
 */

/**
 * Which tests failed, by Playwright's report: a line each.
 *
 * @param {{ suites: readonly PlaywrightSuite[], errors: readonly { message?: string }[] }} report
 * @returns {readonly string[]}
 */
export function failedInPlaywright({ suites, errors }) {
  return [
    ...testsOf(suites, "unexpected"),
    ...errors.map(({ message = "a fault outside tests" }) => message),
  ];
}

/**
 * Which tests passed at their second try, by Playwright's report: a line each.
 *
 * @param {{ suites: readonly PlaywrightSuite[] }} report
 * @returns {readonly string[]}
 */
export function unsteadyInPlaywright({ suites }) {
  return testsOf(suites, "flaky");
}

/**
 * @param {readonly PlaywrightSuite[]} suites
 * @param {"unexpected" | "flaky"} wanted
 * @param {string} [above]
 * @returns {readonly string[]}
 */
function testsOf(suites, wanted, above = "") {
  return suites.flatMap(({ title, suites: within = [], specs = [] }) => {
    const path = `${above}${title}: `;
    const found = specs.flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === wanted)
        .map(({ projectName }) => `${path}${spec.title} (${projectName})`),
    );
    return [...found, ...testsOf(within, wanted, path)];
  });
}

/**
 * What a step came to, given how its command ended and what its report counted. A check without a
 * report is one test. A command that failed without a failed test, or that ran none, is a failure. A step
 * that is left out is one skipped test.
 *
 * @param {{
 *   exitCode: number | null | "left out",
 *   expectsReport: boolean,
 *   reported: Counts | undefined,
 *   mayRunNone?: boolean | undefined,
 * }} end `exitCode` is null when the command was killed
 * @returns {Counts}
 */
export function countStep({ exitCode, expectsReport, reported, mayRunNone = false }) {
  if (exitCode === "left out") return { passed: 0, failed: 0, skipped: 1 };
  const ended = exitCode === 0;
  if (!expectsReport) return { passed: ended ? 1 : 0, failed: ended ? 0 : 1, skipped: 0 };
  const counts = reported ?? { passed: 0, failed: 0, skipped: 0 };
  const ranAny = mayRunNone || counts.passed + counts.failed > 0;
  return ended && ranAny ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

/**
 * What a step says of itself beside its verdict: the lines of its output that begin with its name and
 * a colon.
 *
 * @param {string} name
 * @param {string} output
 * @returns {readonly string[]}
 */
export function summariesIn(name, output) {
  return output.split("\n").filter((line) => line.startsWith(`${name}: `));
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * Whether something passed and nothing failed.
 *
 * @param {Counts} counts
 */
export function isGood({ passed, failed }) {
  return passed > 0 && failed === 0;
}

/** @param {Counts} counts */
export function testsIn({ passed, failed, skipped }) {
  return passed + failed + skipped;
}
