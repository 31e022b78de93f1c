/**
 * What is read from the reports and the output of test runners.
 */
import {
  countPlaywright,
  countVitest,
  failedInPlaywright,
  failedInVitest,
  unsteadyInPlaywright,
} from "./counts.mjs";
import { playwrightProgress, vitestProgress } from "./progress.mjs";
import { durationsInPlaywright, durationsInVitest } from "./slowest.mjs";

/** @import { Counts } from "./counts.mjs" */
/** @import { Progress } from "./progress.mjs" */
/** @import { Duration } from "./slowest.mjs" */

/**
 * @typedef {object} Reader
 * @property {(report: any) => Counts} count
 * @property {(report: any) => readonly string[]} failed names of the tests that failed
 * @property {(report: any) => readonly string[]} unsteady names of the tests that passed at a second try
 * @property {(report: any) => readonly Duration[]} durations of each test
 * @property {(output: string) => Progress} progress by what it wrote so far
 */

/** @type {Reader} */
export const ofVitest = {
  count: countVitest,
  failed: failedInVitest,
  unsteady: () => [],
  durations: durationsInVitest,
  progress: vitestProgress,
};

/** @type {Reader} */
export const ofPlaywright = {
  count: countPlaywright,
  failed: failedInPlaywright,
  unsteady: unsteadyInPlaywright,
  durations: durationsInPlaywright,
  progress: playwrightProgress,
};
