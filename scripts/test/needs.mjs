/**
 * What tests need beside the packages of npm, and how it is got.
 */
import { spawnSync } from "node:child_process";
import { installDendrite } from "../../test/dendrite/dendrite.mjs";
import { installWebServer } from "../../test/deploy/webServers.mjs";
import { installSynapse } from "../../test/synapse/synapse.mjs";
import { browsers, findBrowser, missingPackages } from "../browsers.mjs";
import { runCommand } from "../runCommand.mjs";
import { canInstallDebianPackages, installDebianPackages } from "./debianPackages.mjs";

/** @import { Browser } from "../browsers.mjs" */

/** @typedef {"chromium" | "firefox" | "synapse" | "dendrite" | "nginx" | "caddy"} Need */

/**
 * @typedef {object} Getting
 * @property {() => readonly string[]} packages of Debian that are missing
 * @property {() => Promise<string | undefined>} get what is not there after those were installed; a
 *   sentence says why it could not be got
 */

/** @type {Readonly<Record<Need, Getting>>} */
const means = {
  chromium: {
    packages: () => [...missingPackages("chromium"), ...missingPackages("headlessShell")],
    get: () => getBrowser("chromium"),
  },
  firefox: {
    packages: () => missingPackages("firefox"),
    get: () => getBrowser("firefox"),
  },
  synapse: {
    packages: () => (process.env["SYNAPSE_PYTHON"] || hasVenv() ? [] : ["python3", "python3-venv"]),
    get: async () => missingOf(await installSynapse()),
  },
  dendrite: {
    packages: () => [],
    get: async () => missingOf(await installDendrite()),
  },
  nginx: {
    packages: () => [],
    get: async () => missingOf(await installWebServer("nginx")),
  },
  caddy: {
    packages: () => [],
    get: async () => missingOf(await installWebServer("caddy")),
  },
};

/**
 * Why something could not be got, in a sentence; `undefined` once it is there.
 *
 * @typedef {ReadonlyMap<Need, Promise<string | undefined>>} Missing
 */

/**
 * Gets what is needed while the first steps run. Debian's packages are installed in one go, since two
 * installations at a time shut each other out.
 *
 * @param {readonly Need[]} needs
 * @returns {Missing}
 */
export function getNeeds(needs) {
  const packages = needs.flatMap((need) => means[need].packages());
  const installed =
    packages.length > 0 && canInstallDebianPackages()
      ? installDebianPackages([...new Set(packages)])
      : Promise.resolve();
  return new Map(needs.map((need) => [need, installed.then(means[need].get)]));
}

/**
 * @param {{ needs?: readonly Need[], wants?: readonly Need[] }} step
 * @returns {readonly Need[]}
 */
export function needsOf({ needs = [], wants = [] }) {
  return [...needs, ...wants];
}

/** @param {Browser} browser */
async function getBrowser(browser) {
  const { name, variable, download } = browsers[browser];
  const named = process.env[variable];
  if (findBrowser(browser) !== undefined) return undefined;
  if (named !== undefined) return `${variable} names no file: ${named}`;
  if (download !== undefined && !process.env["CI"]) {
    console.log(`${name} is not installed: downloading Playwright's.`);
    await runCommand(`playwright install ${download.name}`, { minutes: 5 });
  }
  return findBrowser(browser) === undefined
    ? `${name} is not installed and could not be got: ${variable} may name one.`
    : undefined;
}

/** @param {{ missing: string } | object} installation */
function missingOf(installation) {
  return "missing" in installation ? installation.missing : undefined;
}

/** Asks whether Python makes virtual environments, which Debian's does not by itself. */
function hasVenv() {
  return spawnSync("python3", ["-c", "import ensurepip, venv"]).status === 0;
}
