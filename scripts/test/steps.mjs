/**
 * The steps of `npm test`.
 */
import { ofPlaywright, ofVitest } from "./readers.mjs";

/** @import { Need } from "./needs.mjs" */
/** @import { Reader } from "./readers.mjs" */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {number} seconds its usual duration, for the estimate until a run on this machine is known
 * @property {number} minutes its time limit
 * @property {string | ((got: ReadonlySet<Need>) => string)} command where it can do without something:
 *   the command for what was got
 * @property {readonly string[]} [after] the steps that must have passed before
 * @property {boolean} [browser] whether it drives a browser, and so takes more than one core
 * @property {readonly Need[]} [needs] it cannot run without them
 * @property {readonly Need[]} [wants] it does less without them, but in CI it fails
 * @property {Reader} [reader] of its JSON report; without one it is one test
 * @property {boolean} [mayRunNone] whether a run of no test is no fault
 */

/** @type {readonly Step[]} */
export const steps = [
  { name: "types", seconds: 15, minutes: 6, command: "npm run check:types" },
  { name: "lint", seconds: 25, minutes: 6, command: "npm run check:lint" },
  { name: "spelling", seconds: 20, minutes: 2, command: "npm run check:spelling" },
  { name: "unused", seconds: 12, minutes: 2, command: "npm run check:unused" },
  {
    name: "package",
    seconds: 25,
    minutes: 3,
    command: "npm run build && npm run check:package",
  },
  { name: "installs", seconds: 70, minutes: 8, command: "npm run installs", after: ["package"] },
  {
    name: "examples",
    seconds: 90,
    minutes: 8,
    command: "npm run examples",
    after: ["package"],
    browser: true,
    needs: ["chromium"],
  },
  { name: "size", seconds: 12, minutes: 2, command: "npm run size" },
  {
    name: "unit",
    seconds: 290,
    minutes: 10,
    command: vitest("unit", "dom"),
    reader: ofVitest,
  },
  {
    name: "conformance",
    seconds: 60,
    minutes: 12,
    command: vitest("conformance"),
    wants: ["synapse", "dendrite"],
    reader: ofVitest,
  },
  { name: "pages", seconds: 15, minutes: 2, command: "node scripts/buildPages.mjs" },
  {
    name: "deploy",
    seconds: 20,
    minutes: 4,
    command: vitest("deploy"),
    after: ["pages"],
    browser: true,
    needs: ["chromium"],
    wants: ["nginx", "caddy"],
    reader: ofVitest,
  },
  {
    name: "lighthouse",
    seconds: 27,
    minutes: 4,
    command: "npm run lighthouse",
    after: ["pages"],
    browser: true,
    needs: ["chromium"],
  },
  {
    name: "gallery",
    seconds: 380,
    minutes: 15,
    command: (got) =>
      `npm run build:gallery && playwright test -c playwright.gallery.config.ts --reporter=list,json,./test/gallery/report.ts --project=chromium${got.has("firefox") ? " --project=firefox" : ""}`,
    browser: true,
    needs: ["chromium"],
    wants: ["firefox"],
    reader: ofPlaywright,
  },
  {
    name: "e2e",
    seconds: 360,
    minutes: 20,
    command: (got) => {
      const real = /** @type {const} */ (["synapse", "dendrite"]).filter((name) => got.has(name));
      const projects = /** @type {const} */ ([
        "fake",
        ...(got.has("firefox") ? ["fake-firefox"] : []),
      ]);
      return `REAL_HOMESERVERS=${real.join()} ${playwright(...projects)}`;
    },
    after: ["pages"],
    browser: true,
    needs: ["chromium"],
    wants: ["firefox", "synapse", "dendrite"],
    reader: ofPlaywright,
  },
  // Steps of their own, so that both cores have something to do until the end.
  .../** @type {const} */ ([
    ["synapse", 130],
    ["dendrite", 30],
  ]).map(([name, seconds]) => ({
    name,
    seconds,
    minutes: 10,
    command: playwright(name),
    after: ["pages"],
    browser: true,
    needs: [/** @type {const} */ ("chromium"), name],
    reader: ofPlaywright,
  })),
];

/**
 * Chooses steps by name, with those they come after. Without a name: all.
 *
 * @param {readonly Step[]} all
 * @param {readonly string[]} names
 * @returns {readonly Step[]}
 * @throws {Error} when there is no step of a name
 */
export function chooseSteps(all, names) {
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = all.map(({ name }) => name).join(", ");
    throw new Error(`No such step: ${unknown.join(", ")}.\nThere are ${known}.`);
  }
  const wanted = new Set(names.length === 0 ? all.map(({ name }) => name) : names);
  // A set is walked through to what is added on the way.
  for (const name of wanted) {
    for (const before of all.find((step) => step.name === name)?.after ?? []) wanted.add(before);
  }
  return all.filter(({ name }) => wanted.has(name));
}

/**
 * The command that runs projects of Vitest and writes the report for {@link ofVitest}.
 *
 * @param {readonly string[]} projects
 */
export function vitest(...projects) {
  const chosen = projects.map((project) => `--project ${project}`).join(" ");
  return `vitest run ${chosen} --reporter=default --reporter=json --outputFile.json="$REPORT"`;
}

/**
 * The command that runs projects of Playwright beside other ones, and writes the report for
 * {@link ofPlaywright}.
 *
 * @param {readonly [string, ...string[]]} projects
 */
function playwright(...projects) {
  const chosen = projects.map((project) => `--project=${project}`).join(" ");
  return `playwright test --reporter=list,json --output=test-results/${projects[0]} ${chosen}`;
}
