/**
 * How long a run will take yet: pure decisions.
 */
import { playThrough } from "./schedule.mjs";

/** @import { Plan } from "./schedule.mjs" */
/** @import { Progress } from "./progress.mjs" */

/** The share of tests that must be done before they say more than the last run does. */
const tellingShare = 0.1;

/** Seconds of the expectation that stand against what the first short steps took. */
const inertia = 20;

/**
 * @typedef {object} Running
 * @property {Plan} step
 * @property {number} elapsed seconds
 * @property {Progress} [progress]
 */

/**
 * @typedef {object} Run
 * @property {readonly Plan[]} waiting
 * @property {readonly Running[]} running
 * @property {readonly { step: Plan, took: number }[]} ended `took`: seconds
 * @property {number} places how many steps may run at a time
 */

/**
 * Estimates how many seconds a run has left, from how long each step is expected to take and from how
 * fast this machine has been so far.
 *
 * @param {Run} run
 * @param {(step: Plan) => number} expected seconds
 * @returns {number}
 */
export function estimateLeft({ waiting, running, ended, places }, expected) {
  const pace = paceOf(ended, running, expected);
  /** @type {(step: Plan) => number} */
  const secondsOf = (step) => expected(step) * pace;
  const left = new Map(running.map((each) => [each.step, leftOf(each, secondsOf(each.step))]));
  return playThrough({ waiting, running: left, places }, secondsOf);
}

/**
 * Measures how much longer steps take here than was expected: 2 is twice as long. A step that still runs
 * counts once it has taken longer than expected.
 *
 * @param {Run["ended"]} ended
 * @param {readonly Running[]} running
 * @param {(step: Plan) => number} expected
 */
export function paceOf(ended, running, expected) {
  const late = running
    .filter(({ step, elapsed }) => elapsed > expected(step))
    .map(({ step, elapsed }) => ({ step, took: elapsed }));
  let took = inertia;
  let should = inertia;
  for (const each of [...ended, ...late]) {
    took += each.took;
    should += expected(each.step);
  }
  return took / should;
}

/**
 * @param {Running} running
 * @param {number} seconds it is expected to take
 */
function leftOf({ elapsed, progress }, seconds) {
  const share = progress?.total ? progress.done / progress.total : 0;
  if (share >= tellingShare) return elapsed * Math.max(0, 1 / share - 1);
  // It is never done at once.
  return Math.max(seconds - elapsed, 0.1 * elapsed);
}
