import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { browsers, findBrowser } from "./browsers.mjs";

/** @import { Browser } from "./browsers.mjs" */

const minute = 60_000;

/**
 * Finds a browser, or gets it: as root on Debian from its packages, elsewhere as Playwright's
 * download where there is one (not in CI, which has no way to it).
 *
 * @param {Browser} browser
 * @returns {{ path: string, missing?: undefined } | { missing: string }} `missing` says in one sentence why not
 */
export function getBrowser(browser) {
  const { name, variable, debianPackages, download } = browsers[browser];
  const named = process.env[variable];
  const found = findBrowser(browser);
  if (found !== undefined) return { path: found };
  if (named !== undefined) return { missing: `${variable} names no file: ${named}` };

  /** @param {string} what */
  const say = (what) => process.stdout.write(`${name} is not installed: ${what}.\n`);
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say("installing it with apt-get");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    if (run("apt-get", ["update", "-q"], environment)) {
      run("apt-get", ["install", "-qy", "--no-install-recommends", ...debianPackages], environment);
    }
  } else if (download !== undefined && !process.env["CI"]) {
    say("downloading Playwright's");
    run("npx", ["playwright", "install", download.name], process.env);
  }
  const path = findBrowser(browser);
  return path === undefined
    ? { missing: `${name} is not installed and could not be got: ${variable} may name one.` }
    : { path };
}

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
