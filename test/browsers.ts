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
    // A process for each site and one in reserve cost as much as the tests do.
    "fission.autostart": false,
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": false,
    "extensions.webextensions.remote": false,
    "media.rdd-process.enabled": false,
    "media.utility-process.enabled": false,
    // Half of the pictures are enough for what no person looks at.
    "layout.frame_rate": 30,
    // What Firefox does beside showing a page.
    "browser.cache.disk.enable": false,
    "browser.translations.enable": false,
    "browser.ml.enable": false,
    "toolkit.telemetry.unified": false,
  },
};

function found(browser: Browser): { readonly executablePath?: string } {
  const executablePath = findBrowser(browser);
  return executablePath === undefined ? {} : { executablePath };
}
