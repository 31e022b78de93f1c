/** How the tests start a browser: an installed one, since Playwright's own is not to be had everywhere. */
import { type Browser, findBrowser } from "../scripts/browsers.mjs";

const chromiumOptions = {
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
  ],
};

export const chromiumLaunch = { ...found("headlessShell"), ...chromiumOptions };

/** One that blocks pop-ups, as people have it. */
export const chromiumBlockingLaunch = {
  ...found("chromium"),
  ...chromiumOptions,
  ignoreDefaultArgs: ["--disable-popup-blocking"],
};

/** A stock Firefox, with `channel: "moz-firefox"`. */
export const firefoxLaunch = {
  ...found("firefox"),
  firefoxUserPrefs: {
    // A page that comes back from the back-forward cache is one that Playwright has lost.
    "fission.bfcacheInParent": false,
    "browser.sessionhistory.max_total_viewers": 0,
  },
};

function found(browser: Browser): { readonly executablePath?: string } {
  const executablePath = findBrowser(browser);
  return executablePath === undefined ? {} : { executablePath };
}
