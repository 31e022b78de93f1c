import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The browser that tests drive: the one `CHROMIUM_PATH` names, else an installed one, else
 * Playwright's download. `undefined` when there is none of them.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const named = process.env["CHROMIUM_PATH"];
  const candidates = named === undefined ? [...usual, chromium.executablePath()] : [named];
  return candidates.find((path) => existsSync(path));
}
