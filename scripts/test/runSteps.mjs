/**
 * Runs steps side by side, as many as there are cores, and says how it goes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { endCommandsWithUs } from "../runCommand.mjs";
import { isGood, sum, testsIn } from "./counts.mjs";
import { estimateLeft } from "./estimate.mjs";
import { recallLastRun, rememberRun } from "./lastRun.mjs";
import { getNeeds, needsOf } from "./needs.mjs";
import { runQueue } from "./queue.mjs";
import { runStep } from "./runStep.mjs";
import { slowest } from "./slowest.mjs";
import { beginning, clock, howFar, table, verdict } from "./words.mjs";

/** @import { Running } from "./estimate.mjs" */
/** @import { LastRun } from "./lastRun.mjs" */
/** @import { Outcome } from "./runStep.mjs" */
/** @import { Plan } from "./schedule.mjs" */
/** @import { Step } from "./steps.mjs" */

/** How often a line says how far the steps are. */
const interval = 30_000;

/** How many steps run at a time. On one core the waiting of one is time for another. */
const places = Math.max(2, availableParallelism());

const began = performance.now();

/**
 * @typedef {object} Run
 * @property {readonly Step[]} steps
 * @property {LastRun} lastRun
 * @property {Map<Step, { began: number, output: string }>} running
 * @property {Outcome[]} outcomes
 */

/**
 * Runs steps and ends with the line `N passed, N failed`; the exit code says the same.
 *
 * @param {string} kind of run, under which durations are remembered
 * @param {readonly Step[]} steps
 */
export async function runSteps(kind, steps) {
  const reports = mkdtempSync(join(tmpdir(), "matrix-register-kit-"));
  process.once("exit", () => rmSync(reports, { recursive: true, force: true }));
  endCommandsWithUs();

  const missing = getNeeds([...new Set(steps.flatMap(needsOf))]);
  /** @type {Run} */
  const run = { steps, lastRun: recallLastRun(kind), running: new Map(), outcomes: [] };
  say(beginning({ steps: steps.length, places, left: secondsLeft(run, steps) }));
  const timer = setInterval(() => say(describe(run)), interval);
  await runQueue(steps, {
    places,
    expected: expectedIn(run),
    missing,
    needsOf,
    async run(step) {
      say(`begins  ${step.name}`);
      const its = { began: performance.now(), output: "" };
      run.running.set(step, its);
      const outcome = await runStep(step, {
        missing,
        reports,
        failedBefore: run.outcomes
          .filter(({ step: { name }, counts }) => step.after?.includes(name) && counts.failed > 0)
          .map(({ step: { name } }) => name),
        onOutput(text) {
          its.output += text;
        },
      });
      run.running.delete(step);
      run.outcomes.push(outcome);
      tell(outcome);
    },
  });
  clearInterval(timer);

  rememberRun(
    kind,
    run.outcomes
      .filter(({ counts }) => isGood(counts))
      .map(({ step, seconds, counts }) => [step.name, { seconds, tests: testsIn(counts) }]),
  );
  const reasons = await Promise.all(missing.values());
  report(run, reasons);
}

/** @param {Outcome} outcome */
function tell(outcome) {
  say(verdict(outcome));
  for (const summary of outcome.summaries) console.log(`        ${summary}`);
  if (outcome.counts.failed > 0) console.log(`\n${outcome.output.trim()}\n`);
}

/**
 * @param {Run} run
 * @param {readonly (string | undefined)[]} reasons why something was not got
 */
function report({ steps, outcomes }, reasons) {
  const lines = table({
    outcomes: outcomes.toSorted((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step)),
    seconds: secondsSince(began),
    slowest: slowest(
      outcomes.flatMap(({ durations }) => durations),
      10,
    ),
  });
  for (const line of lines) console.log(line);
  for (const reason of reasons) if (reason !== undefined) console.log(`NOT GOT: ${reason}`);
  for (const name of outcomes.flatMap(({ unsteady }) => unsteady)) {
    console.log(`UNSTEADY  ${name}`);
  }
  for (const failure of outcomes.flatMap(({ failures }) => failures)) {
    console.log(`FAILED  ${failure}`);
  }
  const counts = sum(outcomes.map((outcome) => outcome.counts));
  process.exitCode = isGood(counts) ? 0 : 1;
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
}

/** @param {Run} run */
function describe(run) {
  const { steps, running, outcomes } = run;
  const waiting = steps.filter(
    (step) => !running.has(step) && !outcomes.some((outcome) => outcome.step === step),
  );
  return howFar({
    running: runningIn(run),
    ended: outcomes.length,
    of: steps.length,
    left: secondsLeft(run, waiting),
  });
}

/**
 * @param {Run} run
 * @param {readonly Step[]} waiting
 */
function secondsLeft(run, waiting) {
  const ended = run.outcomes.map(({ step, seconds }) => ({ step, took: seconds }));
  return estimateLeft({ waiting, running: runningIn(run), ended, places }, expectedIn(run));
}

/**
 * @param {Run} run
 * @returns {(step: Plan) => number} seconds by the last run, else by the table
 */
function expectedIn({ steps, lastRun }) {
  const usual = new Map(steps.map(({ name, seconds }) => [name, seconds]));
  return ({ name }) => lastRun[name]?.seconds ?? usual.get(name) ?? 0;
}

/**
 * @param {Run} run
 * @returns {readonly Running[]}
 */
function runningIn({ running, lastRun }) {
  return [...running].map(([step, its]) => {
    const elapsed = secondsSince(its.began);
    if (!step.reader) return { step, elapsed };
    const { done, total = lastRun[step.name]?.tests } = step.reader.progress(its.output);
    return { step, elapsed, progress: { done, ...(total !== undefined && { total }) } };
  });
}

/** @param {string} what */
function say(what) {
  console.log(`${clock(secondsSince(began))}  ${what}`);
}

/** @param {number} moment */
function secondsSince(moment) {
  return (performance.now() - moment) / 1000;
}
