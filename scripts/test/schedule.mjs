/**
 * Which step runs when: pure decisions.
 */

/**
 * @typedef {object} Plan what decides when a step may run
 * @property {string} name
 * @property {readonly string[]} [after] the steps that must have ended before
 * @property {boolean} [browser] whether it drives a browser, and so takes more than one core
 */

/**
 * @template {Plan} Each
 * @typedef {object} Situation
 * @property {readonly Each[]} waiting
 * @property {readonly Plan[]} running
 * @property {number} places how many steps may run at a time
 * @property {(step: Each) => boolean} [isReady] whether what it needs is there, or known to be missing
 */

/**
 * Chooses the step that starts next: of those that may, the one with the longest way to the end behind
 * it. At most half of the places go to steps in a browser, which take more than a core, while others wait.
 *
 * @template {Plan} Each
 * @param {Situation<Each>} situation
 * @param {(step: Plan) => number} secondsOf
 * @returns {Each | undefined} none while all have to wait
 */
export function chooseNext({ waiting, running, places, isReady = () => true }, secondsOf) {
  if (running.length >= places) return undefined;
  const browsers = running.filter(({ browser }) => browser).length;
  const unfinished = new Set([...waiting, ...running].map(({ name }) => name));
  const areOthersLeft = waiting.some(({ browser }) => !browser);
  const hasBrowsersEnough = areOthersLeft && browsers >= Math.max(1, Math.floor(places / 2));
  const candidates = waiting.filter(
    (step) =>
      !(step.after ?? []).some((name) => unfinished.has(name)) &&
      !(step.browser && hasBrowsersEnough) &&
      isReady(step),
  );
  return candidates.reduce(
    (/** @type {Each | undefined} */ best, step) =>
      best === undefined || wayOf(step) > wayOf(best) ? step : best,
    undefined,
  );

  /**
   * @param {Plan} step
   * @returns {number} seconds of the step and of the longest chain of those that wait for it
   */
  function wayOf(step) {
    const next = waiting.filter(({ after }) => after?.includes(step.name));
    return secondsOf(step) + Math.max(0, ...next.map(wayOf));
  }
}

/**
 * Plays the rest of a run through.
 *
 * @param {{ waiting: readonly Plan[], running: ReadonlyMap<Plan, number>, places: number }} situation
 *   `running`: how many seconds each has left
 * @param {(step: Plan) => number} secondsOf
 * @returns {number} seconds until the last step ends
 */
export function playThrough({ waiting, running, places }, secondsOf) {
  let now = 0;
  const left = [...waiting];
  const ends = new Map(running);
  while (left.length + ends.size > 0) {
    const next = chooseNext({ waiting: left, running: [...ends.keys()], places }, secondsOf);
    if (next !== undefined) {
      left.splice(left.indexOf(next), 1);
      ends.set(next, now + secondsOf(next));
      continue;
    }
    if (ends.size === 0) break; // What is left waits for what never runs.
    now = Math.min(...ends.values());
    for (const [step, end] of ends) if (end === now) ends.delete(step);
  }
  return now;
}
