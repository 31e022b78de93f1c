/**
 * How far a test runner is, by what it wrote.
 *
 * @typedef {object} Progress
 * @property {number} done tests
 * @property {number} [total] how many there are, if it said so
 */

/**
 * Counts the tests of the files that Vitest's default reporter has written of.
 *
 * @param {string} output
 * @returns {Progress}
 */
export function vitestProgress(output) {
  const files = [...output.matchAll(/^ [✓❯×↓] .*\((\d+) tests?\b/gm)];
  return { done: files.reduce((sum, [, tests]) => sum + Number(tests), 0) };
}

/**
 * Counts the lines of Playwright's list reporter, which says at first how many there will be.
 *
 * @param {string} output
 * @returns {Progress}
 */
export function playwrightProgress(output) {
  const done = [...output.matchAll(/^ +(?:✓|✘|ok|x|-) +\d+ /gm)].length;
  const total = /^Running (\d+) tests? using/m.exec(output)?.[1];
  return total === undefined ? { done } : { done, total: Number(total) };
}
