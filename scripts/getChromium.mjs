import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "./chromium.mjs";

const minute = 60_000;

/**
 * Finds Chromium, or gets it: as root on Debian from its packages, elsewhere as Playwright's
 * download (not in CI, which has no way to it).
 *
 * @returns {{ path: string, missing?: undefined } | { missing: string }} `missing` says in one sentence why not
 */
export function getChromium() {
  const named = process.env["CHROMIUM_PATH"];
  const found = findChromium();
  if (found !== undefined) return { path: found };
  if (named !== undefined) return { missing: `CHROMIUM_PATH names no file: ${named}` };

  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say("installing it with apt-get");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    if (run("apt-get", ["update", "-q"], environment)) {
      run("apt-get", ["install", "-qy", "--no-install-recommends", "chromium"], environment);
    }
  } else if (!process.env["CI"]) {
    say("downloading Playwright's");
    run("npx", ["playwright", "install", "chromium"], process.env);
  }
  const path = findChromium();
  return path === undefined
    ? { missing: "Chromium is not installed and could not be got: CHROMIUM_PATH may name one." }
    : { path };
}

/** @param {string} what */
const say = (what) => process.stdout.write(`Chromium is not installed: ${what}.\n`);

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function run(command, args, env) {
  // Progress goes to stderr, so that stdout keeps to the results.
  const { status } = spawnSync(command, args, {
    env,
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    timeout: 5 * minute,
  });
  return status === 0;
}
