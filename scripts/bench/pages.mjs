import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { runCommand } from "../runCommand.mjs";
import { listen } from "./listen.mjs";

const root = join(import.meta.dirname, "../..");

/** @type {Readonly<Record<string, string>>} */
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/**
 * @typedef {"page" | "floor"} Which
 * @typedef {object} Pages
 * @property {Readonly<Record<Which, string>>} urls
 * @property {() => Promise<void>} close
 */

/**
 * Builds the page and the floor for a homeserver, and serves both, compressed.
 *
 * @param {string} baseUrl
 * @returns {Promise<Pages>}
 */
export async function servePages(baseUrl) {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const page = join(folder, "page");
  const floor = join(folder, "floor");
  await buildPage(page, join(folder, "config.json"), baseUrl);
  await buildFloor(floor, baseUrl);
  const served = await Promise.all([page, floor].map(serve));
  const [ofPage, ofFloor] = served.map(({ origin }) => `${origin}/`);
  return {
    urls: { page: String(ofPage), floor: String(ofFloor) },
    close: async () => {
      for (const { close } of served) await close();
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * @param {string} outDir
 * @param {string} configFile
 * @param {string} homeserver
 */
async function buildPage(outDir, configFile, homeserver) {
  const config = { homeserver, serverName: "example.org", trust: "own" };
  writeFileSync(configFile, JSON.stringify(config));
  const { exitCode, output } = await runCommand(
    `vite build --emptyOutDir --outDir ${relative(root, outDir)}`,
    {
      minutes: 3,
      env: { PAGE_CONFIG: configFile, NODE_ENV: "production", CAPTCHA_HOST: undefined },
    },
  );
  if (exitCode !== 0) throw new Error(output);
}

/**
 * @param {string} outDir
 * @param {string} homeserver
 */
async function buildFloor(outDir, homeserver) {
  // Libraries are built for development otherwise.
  process.env["NODE_ENV"] = "production";
  await build({
    root: join(root, "test/bench/floor"),
    configFile: false,
    logLevel: "error",
    base: "./",
    define: { HOMESERVER: JSON.stringify(homeserver) },
    build: { outDir, target: "es2022", modulePreload: false },
  });
}

/** @param {string} folder */
function serve(folder) {
  return listen(
    createServer(({ url = "/" }, answer) => {
      const { pathname } = new URL(url, "http://localhost");
      const file = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
      try {
        const content = gzipSync(readFileSync(join(folder, file)), { level: 9 });
        answer.writeHead(200, {
          "Content-Type": types[extname(file)] ?? "application/octet-stream",
          "Content-Encoding": "gzip",
          "Content-Length": content.length,
        });
        answer.end(content);
      } catch {
        answer.writeHead(404).end();
      }
    }),
  );
}
