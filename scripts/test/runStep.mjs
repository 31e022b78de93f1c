/**
 * Runs one step.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../runCommand.mjs";
import { countStep, summariesIn } from "./counts.mjs";
import { needsOf } from "./needs.mjs";

/** @import { Counts } from "./counts.mjs" */
/** @import { Missing, Need } from "./needs.mjs" */
/** @import { Duration } from "./slowest.mjs" */
/** @import { Step } from "./steps.mjs" */

/**
 * @typedef {object} Outcome
 * @property {Step} step
 * @property {number} seconds
 * @property {Counts} counts
 * @property {string} output
 * @property {readonly string[]} summaries what it says of itself
 * @property {readonly string[]} failures a line for each test that failed
 * @property {readonly string[]} unsteady a line for each test that passed at its second try
 * @property {readonly Duration[]} durations of its tests
 */

/**
 * @typedef {object} Circumstances
 * @property {Missing} missing
 * @property {string} reports the folder for its JSON report
 * @property {readonly string[]} failedBefore the steps it comes after that failed
 * @property {(text: string) => void} onOutput
 */

/**
 * @param {Step} step
 * @param {Circumstances} circumstances
 * @returns {Promise<Outcome>}
 */
export async function runStep(step, circumstances) {
  const began = performance.now();
  const report = join(circumstances.reports, `${step.name}.json`);
  const { exitCode, output } = await runCommandOf(step, report, circumstances);
  const reported = readReport(report);
  const counts = countStep({
    exitCode,
    expectsReport: step.reader !== undefined,
    reported: reported && step.reader?.count(reported),
    mayRunNone: step.mayRunNone,
  });
  /** @type {readonly string[]} */
  const failed = (reported && step.reader?.failed(reported)) ?? [];
  /** @type {readonly string[]} */
  const unsteady = (reported && step.reader?.unsteady(reported)) ?? [];
  const told = failed.length > 0 || counts.failed === 0 ? failed : [reasonIn(output)];
  return {
    step,
    seconds: (performance.now() - began) / 1000,
    counts,
    output,
    summaries: summariesIn(step.name, output),
    failures: told.map((name) => `${step.name}: ${name}`),
    unsteady: unsteady.map((name) => `${step.name}: ${name}`),
    durations: (reported && step.reader?.durations(reported)) ?? [],
  };
}

/**
 * @param {Step} step
 * @param {string} report
 * @param {Circumstances} circumstances
 * @returns {Promise<{ exitCode: number | null | "left out", output: string }>}
 */
async function runCommandOf(step, report, { missing, failedBefore, onOutput }) {
  if (failedBefore.length > 0) return { exitCode: null, output: `${failedBefore.join()} failed.` };
  const { command, minutes } = step;
  /** @type {Set<Need>} */
  const got = new Set();
  for (const need of needsOf(step)) {
    const sentence = await missing.get(need);
    if (sentence === undefined) got.add(need);
    else if (process.env["CI"]) return { exitCode: null, output: sentence };
    else if (step.needs?.includes(need)) return { exitCode: "left out", output: sentence };
  }
  return runCommand(typeof command === "string" ? command : command(got), {
    minutes,
    env: { REPORT: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    onOutput,
  });
}

/**
 * Says why a step failed of which no test did.
 *
 * @param {string} output
 */
function reasonIn(output) {
  const said = output.trim();
  return said === "" || said.includes("\n") ? "it did not end well" : said;
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // It writes none, or ended before.
  }
}
