/**
 * How the tests start an installed browser, since Playwright's own download is not reachable
 * everywhere. `CHROMIUM_PATH` names another one.
 */
import { existsSync } from "node:fs";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const chromium = process.env["CHROMIUM_PATH"] ?? installed.find((path) => existsSync(path));

export const chromiumLaunch = {
  ...(chromium === undefined ? {} : { executablePath: chromium }),
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
