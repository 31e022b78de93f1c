import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** @typedef {"chromium" | "headlessShell" | "firefox"} Browser */

/**
 * A browser that tests drive.
 *
 * @typedef {object} BrowserKind
 * @property {string} name
 * @property {string} variable the environment variable that names the one to take
 * @property {readonly string[]} usual where it is installed
 * @property {string} debianPackage
 * @property {Browser} [instead] the one that does as well
 * @property {{ readonly name: string, readonly path: () => string }} [download] Playwright's own. Its
 *   Firefox is none: only a stock one is driven.
 */

/** @type {Readonly<Record<Browser, BrowserKind>>} */
export const browsers = {
  chromium: {
    name: "Chromium",
    variable: "CHROMIUM_PATH",
    usual: [
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/usr/bin/google-chrome",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    debianPackage: "chromium",
    download: { name: "chromium", path: () => chromium.executablePath() },
  },
  // Chromium without windows takes half the time of a core.
  headlessShell: {
    name: "Chromium",
    variable: "CHROMIUM_PATH",
    usual: ["/usr/bin/chromium-headless-shell"],
    debianPackage: "chromium-headless-shell",
    instead: "chromium",
  },
  firefox: {
    name: "Firefox",
    variable: "FIREFOX_PATH",
    usual: [
      "/usr/bin/firefox-esr",
      "/usr/bin/firefox",
      "/Applications/Firefox.app/Contents/MacOS/firefox",
    ],
    debianPackage: "firefox-esr",
  },
};

/**
 * Finds the browser that its environment variable names, else an installed one, else Playwright's
 * download, else the one that does as well.
 *
 * @param {Browser} browser
 * @returns {string | undefined}
 */
export function findBrowser(browser) {
  const { instead } = browsers[browser];
  return findOwn(browser) ?? (instead && findBrowser(instead));
}

/**
 * Finds Debian's package of a browser, unless there is such a browser or one is named.
 *
 * @param {Browser} browser
 * @returns {readonly string[]}
 */
export function missingPackages(browser) {
  const { variable, debianPackage } = browsers[browser];
  const isThere = process.env[variable] !== undefined || findOwn(browser) !== undefined;
  return isThere ? [] : [debianPackage];
}

/** @param {Browser} browser */
function findOwn(browser) {
  const { variable, usual, download } = browsers[browser];
  const named = process.env[variable];
  const candidates =
    named === undefined ? [...usual, ...(download ? [download.path()] : [])] : [named];
  return candidates.find((path) => existsSync(path));
}
