/** How the tests start a browser: an installed one, since Playwright's own is not to be had everywhere. */
import { findChromium } from "../scripts/chromium.mjs";

const executablePath = findChromium();

export const chromiumLaunch = {
  ...(executablePath === undefined ? {} : { executablePath }),
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
