/**
 * Runs steps as places become free.
 */
import { chooseNext } from "./schedule.mjs";

/** @import { Plan } from "./schedule.mjs" */

/**
 * Runs steps until all have ended.
 *
 * @template {Plan} Each
 * @param {readonly Each[]} steps
 * @param {{
 *   places: number,
 *   expected: (step: Plan) => number,
 *   missing: ReadonlyMap<string, Promise<unknown>>,
 *   needsOf: (step: Each) => readonly string[],
 *   run: (step: Each) => Promise<unknown>,
 * }} options `expected`: seconds; `missing`: settles once a need is there, or known to be missing
 */
export async function runQueue(steps, { places, expected, missing, needsOf, run }) {
  /** @type {Map<string, Promise<unknown>>} */
  const awaited = new Map();
  for (const [need, settled] of missing) {
    awaited.set(
      need,
      settled.then(() => awaited.delete(need)),
    );
  }
  const waiting = new Set(steps);
  /** @type {Map<Each, Promise<unknown>>} */
  const running = new Map();
  while (waiting.size + running.size > 0) {
    const next = chooseNext(
      {
        waiting: [...waiting],
        running: [...running.keys()],
        places,
        isReady: (step) => !needsOf(step).some((need) => awaited.has(need)),
      },
      expected,
    );
    if (next === undefined) {
      await Promise.race([...running.values(), ...awaited.values()]);
      continue;
    }
    waiting.delete(next);
    running.set(
      next,
      run(next).finally(() => running.delete(next)),
    );
  }
}
