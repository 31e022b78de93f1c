/**
 * `npm test`: gets what the tests need, runs all of them, and ends with `N passed, N failed`.
 * `node scripts/test.mjs unit e2e` runs the named steps only.
 *
 * Two lanes run side by side, each one step at a time, so that on two cores the tests in a browser
 * have one of them for themselves.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installSynapse } from "../test/synapse/synapse.mjs";
import { getChromium } from "./getChromium.mjs";
import { endCommandsWithUs, runCommand } from "./runCommand.mjs";
import { countPlaywright, countStep, countVitest, sum } from "./testCounts.mjs";

/** @import { Counts } from "./testCounts.mjs" */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {"code" | "browser"} lane
 * @property {number} minutes its time limit
 * @property {string} command
 * @property {string} [withoutSynapse] the command where Synapse could not be got
 * @property {boolean} [inChromium]
 * @property {(report: any) => Counts} [count] reads its JSON report; without one it is one test
 */

/** @type {readonly Step[]} */
const steps = [
  { name: "types", lane: "code", minutes: 6, command: "npm run check:types" },
  { name: "lint", lane: "code", minutes: 6, command: "npm run check:lint" },
  { name: "spelling", lane: "code", minutes: 2, command: "npm run check:spelling" },
  { name: "unused", lane: "code", minutes: 2, command: "npm run check:unused" },
  { name: "package", lane: "code", minutes: 3, command: "npm run build && npm run check:package" },
  { name: "size", lane: "code", minutes: 2, command: "npm run size" },
  { name: "unit", lane: "code", minutes: 6, command: vitest("unit"), count: countVitest },
  {
    name: "conformance",
    lane: "code",
    minutes: 6,
    command: vitest("conformance"),
    withoutSynapse: vitest("conformance"),
    count: countVitest,
  },
  { name: "page", lane: "browser", minutes: 2, command: "npm run build:page" },
  {
    name: "stories",
    lane: "browser",
    minutes: 6,
    command: vitest("stories"),
    inChromium: true,
    count: countVitest,
  },
  {
    name: "e2e",
    lane: "browser",
    minutes: 6,
    command: "playwright test --reporter=list,json",
    withoutSynapse: "playwright test --reporter=list,json --project=fake",
    inChromium: true,
    count: countPlaywright,
  },
];

const reports = mkdtempSync(join(tmpdir(), "matrix-register-kit-test-"));
process.once("exit", () => rmSync(reports, { recursive: true, force: true }));
endCommandsWithUs();

const { passed, failed } = await runSteps(process.argv.slice(2));
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);

/**
 * @param {readonly string[]} names of the steps to run; none: all
 * @returns {Promise<Counts>}
 */
async function runSteps(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.log(`No such step: ${unknown.join(", ")}.`);
    console.log(`There are ${steps.map(({ name }) => name).join(", ")}.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const chosen = steps.filter(({ name }) => names.length === 0 || names.includes(name));
  const missing = getNeeds(chosen);
  const lanes = /** @type {const} */ (["code", "browser"]).map((lane) =>
    runLane(
      chosen.filter((step) => step.lane === lane),
      missing,
    ),
  );
  const counts = await Promise.all(lanes);
  for (const sentence of [missing.chromium, await missing.synapse]) {
    if (sentence !== undefined) console.log(`NOT GOT: ${sentence}`);
  }
  return sum(counts.flat());
}

/**
 * What could not be got, by sentence. Without Chromium its steps fail. Without Synapse, which comes
 * while the first steps run, they run on the fake homeserver alone; but in CI they fail.
 *
 * @typedef {{ chromium: string | undefined, synapse: Promise<string | undefined> }} Missing
 * @param {readonly Step[]} chosen
 * @returns {Missing}
 */
function getNeeds(chosen) {
  return {
    chromium: chosen.some((step) => step.inChromium) ? getChromium().missing : undefined,
    synapse: chosen.some((step) => step.withoutSynapse) ? getSynapse() : Promise.resolve(undefined),
  };
}

async function getSynapse() {
  const installation = await installSynapse();
  return "missing" in installation ? installation.missing : undefined;
}

/**
 * @param {readonly Step[]} lane
 * @param {Missing} missing
 */
async function runLane(lane, missing) {
  /** @type {Counts[]} */
  const counts = [];
  for (const step of lane) counts.push(await runStep(step, missing));
  return counts;
}

/**
 * @param {Step} step
 * @param {Missing} missing
 */
async function runStep(step, missing) {
  const began = performance.now();
  const { exitCode, output } = await runCommandOf(step, missing);
  const seconds = Math.round((performance.now() - began) / 1000);
  const reported = step.count && readReport(step.name, step.count);
  const counts = countStep({ exitCode, expectsReport: step.count !== undefined, reported });

  const { passed, failed, skipped } = counts;
  const came = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
  const verdict = failed === 0 ? "ok    " : "FAILED";
  const told = came.filter(Boolean).join(", ");
  console.log(`${verdict}  ${step.name.padEnd(12)} ${String(seconds).padStart(4)} s  ${told}`);
  if (failed > 0) console.log(`\n${output.trim()}\n`);
  return counts;
}

/**
 * @param {Step} step
 * @param {Missing} missing
 */
async function runCommandOf({ name, command, withoutSynapse, inChromium, minutes }, missing) {
  const { chromium } = missing;
  if (inChromium && chromium) return { exitCode: null, output: chromium };
  const synapse = withoutSynapse && (await missing.synapse);
  if (synapse && process.env["CI"]) return { exitCode: null, output: synapse };
  const report = reportOf(name);
  return runCommand(synapse ? withoutSynapse : command, {
    minutes,
    env: { REPORT: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
}

/** @param {string} project */
function vitest(project) {
  return `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json="$REPORT"`;
}

/** @param {string} name */
function reportOf(name) {
  return join(reports, `${name}.json`);
}

/**
 * @param {string} name
 * @param {(report: any) => Counts} count
 */
function readReport(name, count) {
  try {
    return count(JSON.parse(readFileSync(reportOf(name), "utf8")));
  } catch {
    return undefined; // It ended before it wrote one.
  }
}
