/**
 * `npm run webkit`: the built page in WebKit, on the built-in homeserver. It needs `webkit2gtk-driver`
 * of Debian, and `xvfb` where there is no display. Without them it says so, and does nothing.
 * `PICTURES=<folder>` keeps a picture of each journey's end.
 */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inspect } from "node:util";
import { preview } from "vite";
import { buildPages, builtFolder } from "../buildPages.mjs";
import { journeys } from "./journeys.mjs";
import { startBrowser } from "./webDriver.mjs";

const driver = "WebKitWebDriver";
const binaries = ["4.1", "4.0", "6.0"].map((version) => [
  `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
  `/usr/lib/aarch64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
]);
const binary = binaries.flat().find((path) => existsSync(path));
const isThere = (/** @type {string} */ command) =>
  spawnSync("which", [command], { stdio: "ignore" }).status === 0;
const hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].some((name) => Boolean(process.env[name]));

const missing = [
  ...(isThere(driver) && binary !== undefined ? [] : ["webkit2gtk-driver"]),
  ...(hasDisplay || isThere("xvfb-run") ? [] : ["xvfb", "xauth"]),
];
if (missing.length > 0) {
  console.log(`NOT GOT: WebKit. On Debian: apt-get install ${missing.join(" ")}`);
} else {
  await runAll();
}

async function runAll() {
  await buildPages();
  /** How the server answers in the journey that runs. @type {import("./journeys.mjs").Served} */
  const served = { scenario: "open", refused: null };
  const server = await preview({
    build: { outDir: builtFolder },
    preview: { port: 0 },
    logLevel: "error",
    plugins: [{ name: "page-journey", configurePreviewServer: (it) => serveJourney(it, served) }],
  });
  const port = await freePort();
  const browser = await startBrowser({
    driver: [...(hasDisplay ? [] : ["xvfb-run", "-a"]), driver, `--port=${port}`],
    port,
    capabilities: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } },
  });
  try {
    const address = server.resolvedUrls?.local[0] ?? "";
    for (const [name, { scenario, go }] of Object.entries(journeys)) {
      Object.assign(served, { scenario: `${scenario}~${Date.now()}`, refused: null });
      const verdict = await go({ browser, address, served }).then(
        () => "works",
        (/** @type {unknown} */ error) => `FAILS: ${inspect(error)}`,
      );
      console.log(`webkit ${browser.version}: ${name}: ${verdict}`);
      if (verdict !== "works") process.exitCode = 1;
      const folder = process.env["PICTURES"];
      if (folder) {
        const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.png`);
        // The display draws a little later than the page has changed.
        await wait(1_000);
        writeFileSync(file, Buffer.from(await browser.picture(), "base64"));
      }
    }
    await browser.quit();
  } finally {
    browser.end();
    await server.close();
  }
}

/**
 * @param {import("vite").PreviewServer} server
 * @param {import("./journeys.mjs").Served} served
 */
function serveJourney({ middlewares }, served) {
  middlewares.use((request, answer, next) => {
    const { url = "", headers } = request;
    if (served.refused?.test(url)) {
      request.socket.destroy();
      return;
    }
    if (!url.startsWith("/config.json")) {
      next();
      return;
    }
    const homeserver = `http://${headers.host}/fake/${served.scenario}`;
    answer.setHeader("Content-Type", "application/json");
    answer.end(JSON.stringify({ homeserver, serverName: "example.org", trust: "own" }));
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
