/**
 * How long single tests took, by the reports of test runners.
 *
 * @typedef {{ name: string, milliseconds: number }} Duration
 */

/**
 * @param {{
 *   testResults: readonly {
 *     name: string,
 *     assertionResults: readonly { fullName: string, duration?: number | null }[],
 *   }[],
 * }} report of Vitest
 * @returns {readonly Duration[]}
 */
export function durationsInVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: `${name}: ${fullName}`,
      milliseconds: duration ?? 0,
    })),
  );
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly {
 *   title: string,
 *   tests: readonly { projectName: string, results: readonly { duration: number }[] }[],
 * }[]} [specs]
 */

/**
 * @param {{ suites: readonly PlaywrightSuite[] }} report of Playwright
 * @returns {readonly Duration[]}
 */
export function durationsInPlaywright({ suites }) {
  return suites.flatMap((suite) => durationsInSuite(suite, ""));
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string} above
 * @returns {readonly Duration[]}
 */
function durationsInSuite({ title, suites = [], specs = [] }, above) {
  const path = above === "" ? title : `${above}: ${title}`;
  return [
    ...specs.flatMap((spec) =>
      spec.tests.map(({ projectName, results }) => ({
        name: `${path}: ${spec.title} (${projectName})`,
        milliseconds: results.reduce((sum, { duration }) => sum + duration, 0),
      })),
    ),
    ...suites.flatMap((suite) => durationsInSuite(suite, path)),
  ];
}

/**
 * @param {readonly Duration[]} durations
 * @param {number} count
 * @returns {readonly Duration[]} the longest first
 */
export function slowest(durations, count) {
  return durations.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, count);
}
