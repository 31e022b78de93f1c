/**
 * What is remembered of the last run on this machine, for the estimate of the next.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** @typedef {Readonly<Record<string, { seconds: number, tests: number }>>} LastRun by the step's name */

/**
 * @param {string} kind of run
 * @returns {LastRun} empty when none is remembered
 */
export function recallLastRun(kind) {
  try {
    return JSON.parse(readFileSync(fileOf(kind), "utf8"));
  } catch {
    return {};
  }
}

/**
 * Remembers steps, beside those that are remembered.
 *
 * @param {string} kind of run
 * @param {readonly (readonly [string, LastRun[string]])[]} steps
 */
export function rememberRun(kind, steps) {
  mkdirSync(dirname(fileOf(kind)), { recursive: true });
  writeFileSync(
    fileOf(kind),
    JSON.stringify({ ...recallLastRun(kind), ...Object.fromEntries(steps) }, null, 2),
  );
}

/** @param {string} kind */
function fileOf(kind) {
  const cache = join(import.meta.dirname, "..", "..", "node_modules", ".cache");
  return join(cache, "matrix-register-kit", `${kind}.json`);
}
