import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** @typedef {"chromium" | "firefox"} Browser */

/**
 * The browsers that tests drive.
 *
 * @typedef {object} BrowserKind
 * @property {string} name
 * @property {string} variable the environment variable that names the one to take
 * @property {readonly string[]} usual where it is installed
 * @property {string} debianPackage
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
 * The browser its environment variable names, else an installed one, else Playwright's download.
 * `undefined` when there is none of them.
 *
 * @param {Browser} browser
 * @returns {string | undefined}
 */
export function findBrowser(browser) {
  const { variable, usual, download } = browsers[browser];
  const named = process.env[variable];
  const candidates =
    named === undefined ? [...usual, ...(download ? [download.path()] : [])] : [named];
  return candidates.find((path) => existsSync(path));
}
