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
import { getBrowser } from "./getBrowser.mjs";
import { endCommandsWithUs, runCommand } from "./runCommand.mjs";
import {
  countPlaywright,
  countStep,
  countVitest,
  failedInPlaywright,
  failedInVitest,
  sum,
  summariesIn,
} from "./testCounts.mjs";

/** @import { Counts } from "./testCounts.mjs" */

/** @typedef {"chromium" | "firefox" | "synapse"} Need */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {"code" | "browser"} lane
 * @property {number} minutes its time limit
 * @property {string | ((got: ReadonlySet<Need>) => string)} command where something it can do without
 *   may be missing: the command for what was got
 * @property {readonly Need[]} [needs] it fails without them
 * @property {readonly Need[]} [wants] it does less without them, but in CI it fails
 * @property {Reader} [reader] of its JSON report; without one it is one test
 */

/**
 * @typedef {object} Reader
 * @property {(report: any) => Counts} count
 * @property {(report: any) => readonly string[]} failed names of the tests that failed
 */

/** @type {Reader} */
const ofVitest = { count: countVitest, failed: failedInVitest };
/** @type {Reader} */
const ofPlaywright = { count: countPlaywright, failed: failedInPlaywright };

/** @type {readonly Step[]} */
const steps = [
  { name: "types", lane: "code", minutes: 6, command: "npm run check:types" },
  { name: "lint", lane: "code", minutes: 6, command: "npm run check:lint" },
  { name: "spelling", lane: "code", minutes: 2, command: "npm run check:spelling" },
  { name: "unused", lane: "code", minutes: 2, command: "npm run check:unused" },
  { name: "package", lane: "code", minutes: 3, command: "npm run build && npm run check:package" },
  { name: "size", lane: "code", minutes: 2, command: "npm run size" },
  { name: "unit", lane: "code", minutes: 10, command: vitest("unit", "dom"), reader: ofVitest },
  {
    name: "conformance",
    lane: "code",
    minutes: 12,
    command: vitest("conformance"),
    wants: ["synapse"],
    reader: ofVitest,
  },
  { name: "page", lane: "browser", minutes: 2, command: "npm run build:page" },
  {
    name: "lighthouse",
    lane: "browser",
    minutes: 4,
    command: "npm run lighthouse",
    needs: ["chromium"],
  },
  {
    name: "stories",
    lane: "browser",
    minutes: 10,
    command: vitest("stories"),
    needs: ["chromium"],
    reader: ofVitest,
  },
  {
    name: "gallery",
    lane: "browser",
    minutes: 15,
    command: (got) =>
      `npm run build:storybook && playwright test -c playwright.gallery.config.ts --reporter=list,json --project=chromium${got.has("firefox") ? " --project=firefox" : ""}`,
    needs: ["chromium"],
    wants: ["firefox"],
    reader: ofPlaywright,
  },
  {
    name: "e2e",
    lane: "browser",
    minutes: 30,
    command: playwright,
    needs: ["chromium"],
    wants: ["firefox", "synapse"],
    reader: ofPlaywright,
  },
];

const reports = mkdtempSync(join(tmpdir(), "matrix-register-kit-test-"));
process.once("exit", () => rmSync(reports, { recursive: true, force: true }));
endCommandsWithUs();

/** What failed, told once more at the end: a line each. @type {string[]} */
const failures = [];

const { passed, failed } = await runSteps(process.argv.slice(2));
for (const failure of failures) console.log(`FAILED  ${failure}`);
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
  for (const sentence of await Promise.all(missing.values())) {
    if (sentence !== undefined) console.log(`NOT GOT: ${sentence}`);
  }
  return sum(counts.flat());
}

/**
 * Why something could not be got, in a sentence; `undefined` once it is there. Synapse comes while
 * the first steps run.
 *
 * @typedef {ReadonlyMap<Need, Promise<string | undefined>>} Missing
 * @param {readonly Step[]} chosen
 * @returns {Missing}
 */
function getNeeds(chosen) {
  const all = new Set(chosen.flatMap(({ needs = [], wants = [] }) => [...needs, ...wants]));
  return new Map([...all].map((need) => [need, get(need)]));
}

/** @param {Need} need */
async function get(need) {
  if (need !== "synapse") return getBrowser(need).missing;
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
  const report = readReport(step.name);
  const counts = countStep({
    exitCode,
    expectsReport: step.reader !== undefined,
    reported: report && step.reader?.count(report),
  });

  const { passed, failed, skipped } = counts;
  const came = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
  const verdict = failed === 0 ? "ok    " : "FAILED";
  console.log(
    `${verdict}  ${step.name.padEnd(12)} ${String(seconds).padStart(4)} s  ${came.filter(Boolean).join(", ")}`,
  );
  for (const summary of summariesIn(step.name, output)) console.log(`        ${summary}`);
  if (failed > 0) console.log(`\n${output.trim()}\n`);
  /** @type {readonly string[]} */
  const names = (report && step.reader?.failed(report)) ?? [];
  const told = names.length > 0 || failed === 0 ? names : ["it did not end well"];
  failures.push(...told.map((name) => `${step.name}: ${name}`));
  return counts;
}

/**
 * @param {Step} step
 * @param {Missing} missing
 */
async function runCommandOf({ name, command, needs = [], wants = [], minutes }, missing) {
  /** @type {Set<Need>} */
  const got = new Set();
  for (const need of [...needs, ...wants]) {
    const sentence = await missing.get(need);
    if (sentence === undefined) got.add(need);
    else if (needs.includes(need) || process.env["CI"]) return { exitCode: null, output: sentence };
  }
  const report = reportOf(name);
  return runCommand(typeof command === "string" ? command : command(got), {
    minutes,
    env: { REPORT: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
}

/** @param {readonly string[]} projects */
function vitest(...projects) {
  const chosen = projects.map((project) => `--project ${project}`).join(" ");
  return `vitest run ${chosen} --reporter=default --reporter=json --outputFile.json="$REPORT"`;
}

/**
 * Every project for which there is what it runs on.
 * @param {ReadonlySet<Need>} got
 */
function playwright(got) {
  const projects = ["fake", got.has("firefox") && "fake-firefox", got.has("synapse") && "synapse"];
  const chosen = projects.filter(Boolean).map((project) => `--project=${project}`);
  return `playwright test --reporter=list,json ${chosen.join(" ")}`;
}

/** @param {string} name */
function reportOf(name) {
  return join(reports, `${name}.json`);
}

/** @param {string} name */
function readReport(name) {
  try {
    return JSON.parse(readFileSync(reportOf(name), "utf8"));
  } catch {
    return undefined; // It writes none, or ended before.
  }
}
