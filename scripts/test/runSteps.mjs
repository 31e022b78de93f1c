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
import { runStep } from "./runStep.mjs";
import { chooseNext } from "./schedule.mjs";
import { slowest } from "./slowest.mjs";
import { beginning, clock, howFar, table, verdict } from "./words.mjs";

/** @import { Running } from "./estimate.mjs" */
/** @import { Need } from "./needs.mjs" */
/** @import { Plan } from "./schedule.mjs" */
/** @import { Outcome } from "./runStep.mjs" */
/** @import { Step } from "./steps.mjs" */

/** How often a line says how far the steps are. */
const interval = 30_000;

/** How many steps run at a time. On one core the waiting of one is time for another. */
const places = Math.max(2, availableParallelism());

const began = performance.now();

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

  const lastRun = recallLastRun(kind);
  const usual = new Map(steps.map(({ name, seconds }) => [name, seconds]));
  /** @param {Plan} step */
  const expected = ({ name }) => lastRun[name]?.seconds ?? usual.get(name) ?? 0;

  const missing = getNeeds([...new Set(steps.flatMap(needsOf))]);
  /** What is being got: each goes once it is there, or known to be missing. @type {Map<Need, Promise<unknown>>} */
  const awaited = new Map();
  for (const [need, sentence] of missing) {
    awaited.set(
      need,
      sentence.then(() => awaited.delete(need)),
    );
  }

  const waiting = new Set(steps);
  /** @type {Map<Step, { began: number, output: string, end: Promise<unknown> }>} */
  const running = new Map();
  /** @type {Outcome[]} */
  const outcomes = [];

  const left = () =>
    estimateLeft(
      {
        waiting: [...waiting],
        running: describeRunning(),
        ended: outcomes.map(({ step, seconds }) => ({ step, took: seconds })),
        places,
      },
      expected,
    );
  say(beginning({ steps: steps.length, places, left: left() }));
  const timer = setInterval(() => {
    say(
      howFar({
        running: describeRunning(),
        ended: outcomes.length,
        of: steps.length,
        left: left(),
      }),
    );
  }, interval);
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
      await Promise.race([...[...running.values()].map(({ end }) => end), ...awaited.values()]);
      continue;
    }
    waiting.delete(next);
    running.set(next, { began: performance.now(), output: "", end: run(next) });
  }
  clearInterval(timer);

  rememberRun(
    kind,
    outcomes
      .filter(({ counts }) => isGood(counts))
      .map(({ step, seconds, counts }) => [step.name, { seconds, tests: testsIn(counts) }]),
  );
  report(steps, outcomes);
  for (const sentence of await Promise.all(missing.values())) {
    if (sentence !== undefined) console.log(`NOT GOT: ${sentence}`);
  }
  for (const failure of outcomes.flatMap(({ failures }) => failures)) {
    console.log(`FAILED  ${failure}`);
  }
  const counts = sum(outcomes.map((outcome) => outcome.counts));
  process.exitCode = isGood(counts) ? 0 : 1;
  console.log(`${counts.passed} passed, ${counts.failed} failed`);

  /** @param {Step} step */
  async function run(step) {
    say(`begins  ${step.name}`);
    const outcome = await runStep(step, {
      missing,
      reports,
      failedBefore: outcomes
        .filter((before) => step.after?.includes(before.step.name) && before.counts.failed > 0)
        .map((before) => before.step.name),
      onOutput(text) {
        const its = running.get(step);
        if (its) its.output += text;
      },
    });
    running.delete(step);
    outcomes.push(outcome);
    say(verdict(outcome));
    for (const summary of outcome.summaries) console.log(`        ${summary}`);
    if (outcome.counts.failed > 0) console.log(`\n${outcome.output.trim()}\n`);
  }

  /** @returns {readonly Running[]} */
  function describeRunning() {
    return [...running].map(([step, its]) => {
      const elapsed = secondsSince(its.began);
      if (!step.reader) return { step, elapsed };
      const { done, total = lastRun[step.name]?.tests } = step.reader.progress(its.output);
      return { step, elapsed, progress: { done, ...(total !== undefined && { total }) } };
    });
  }
}

/**
 * @param {readonly Step[]} steps in the order of the table
 * @param {readonly Outcome[]} outcomes
 */
function report(steps, outcomes) {
  const inOrder = outcomes.toSorted((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step));
  const tests = outcomes.flatMap(({ durations }) => durations);
  const lines = table({
    outcomes: inOrder,
    seconds: secondsSince(began),
    slowest: slowest(tests, 10),
  });
  for (const line of lines) console.log(line);
}

/** @param {string} what */
function say(what) {
  console.log(`${clock(secondsSince(began))}  ${what}`);
}

/** @param {number} moment */
function secondsSince(moment) {
  return (performance.now() - moment) / 1000;
}
