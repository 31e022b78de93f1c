import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** @typedef {"chromium" | "headlessShell" | "firefox"} Browser */

/**
 * The browsers that tests drive.
 *
 * @typedef {object} BrowserKind
 * @property {string} name
 * @property {string} variable the environment variable that names the one to take
 * @property {readonly string[]} usual where it is installed
 * @property {readonly string[]} debianPackages
 * @property {{ readonly name: string, readonly path: () => string }} [download] Playwright's own. Its
 *   Firefox is none: only a stock one is driven.
 */

/** @type {BrowserKind} */
const chromiumKind = {
  name: "Chromium",
  variable: "CHROMIUM_PATH",
  usual: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  debianPackages: ["chromium", "chromium-headless-shell"],
  download: { name: "chromium", path: () => chromium.executablePath() },
};

/** @type {Readonly<Record<Browser, BrowserKind>>} */
export const browsers = {
  chromium: chromiumKind,
  // Chromium without windows takes half the time of a core. Where it is missing, the other does as well.
  headlessShell: {
    ...chromiumKind,
    usual: ["/usr/bin/chromium-headless-shell", ...chromiumKind.usual],
  },
  firefox: {
    name: "Firefox",
    variable: "FIREFOX_PATH",
    usual: [
      "/usr/bin/firefox-esr",
      "/usr/bin/firefox",
      "/Applications/Firefox.app/Contents/MacOS/firefox",
    ],
    debianPackages: ["firefox-esr"],
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
