/**
 * What a run says: pure texts.
 */
import { sum, testsIn } from "./counts.mjs";

/** @import { Counts } from "./counts.mjs" */
/** @import { Running } from "./estimate.mjs" */
/** @import { Duration } from "./slowest.mjs" */

/**
 * @typedef {object} Told of an outcome
 * @property {{ name: string }} step
 * @property {number} seconds
 * @property {Counts} counts
 */

/** @param {{ steps: number, places: number, left: number }} run */
export function beginning({ steps, places, left }) {
  return `${steps} ${steps === 1 ? "step" : "steps"}, ${places} at a time: ${about(left)}`;
}

/**
 * Says which steps run, how many of how many are done, and how long the rest will take.
 *
 * @param {{ running: readonly Running[], ended: number, of: number, left: number }} run
 */
export function howFar({ running, ended, of, left }) {
  const each = running.map(({ step: { name }, elapsed, progress }) => {
    if (!progress) return `${name} ${Math.round(elapsed)} s`;
    const total = progress.total === undefined ? "" : ` of ${progress.total}`;
    return `${name} ${progress.done}${total} tests`;
  });
  return `${[...each, `${ended} of ${of} steps done`].join(", ")}: ${about(left)} left`;
}

/** @param {Told} outcome */
export function verdict({ step: { name }, seconds, counts: { passed, failed, skipped } }) {
  const came = [
    (passed > 0 || failed + skipped === 0) && `${passed} passed`,
    failed > 0 && `${failed} failed`,
    skipped > 0 && `${skipped} skipped`,
  ];
  const word = failed > 0 ? "FAILED" : passed === 0 && skipped > 0 ? "skips" : "ok";
  return `${word.padEnd(6)}  ${row(name, seconds)}  ${came.filter(Boolean).join(", ")}`;
}

/**
 * The table of steps with the tests that took longest, a text for each line.
 *
 * @param {{ outcomes: readonly Told[], seconds: number, slowest: readonly Duration[] }} run
 * @returns {readonly string[]}
 */
export function table({ outcomes, seconds, slowest }) {
  const counts = sum(outcomes.map((outcome) => outcome.counts));
  const tests = slowest.map(
    ({ name, milliseconds }) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${name}`,
  );
  return [
    "",
    ...outcomes.map(verdict),
    `        ${row("all", seconds)}  ${testsIn(counts)} checks`,
    ...(tests.length > 0 ? ["", "Slowest tests", ...tests] : []),
    "",
  ];
}

/**
 * Writes seconds as minutes and seconds.
 *
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * @param {string} name
 * @param {number} seconds
 */
function row(name, seconds) {
  return `${name.padEnd(12)} ${String(Math.round(seconds)).padStart(4)} s`;
}

/** @param {number} seconds no more exactly than it is known */
function about(seconds) {
  if (seconds < 60) return `about ${Math.max(10, Math.round(seconds / 10) * 10)} s`;
  const minutes = seconds / 60;
  return `about ${minutes < 3 ? minutes.toFixed(1) : Math.round(minutes)} min`;
}
