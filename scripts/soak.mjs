/**
 * `npm run bench:soak [sign-ups]`: signs up a thousand times in one page, on homeservers in memory: with
 * nothing asked, policies, a mail, both; and leaves a tenth of as many half-way. Prints the heap after each
 * hundred, garbage collected. Fails when the heap grows, or when a listener, a timer, a channel or a lock is
 * left, or when a sign-up makes other than one account with one device.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { findBrowser } from "./browsers.mjs";

const signUps = Number(process.argv[2] ?? 1_000);
/** How much the heap may grow from the tenth sign-up to the last, in KiB. */
const mostGrowth = 128;

const outDir = mkdtempSync(join(tmpdir(), "soak-"));
const root = join(import.meta.dirname, "../test/bench/soak");
await build({ root, configFile: false, logLevel: "error", build: { outDir, minify: false } });
const server = await preview({
  root,
  configFile: false,
  build: { outDir },
  preview: { port: 0, host: "127.0.0.1" },
  logLevel: "error",
});
const executablePath = findBrowser("headlessShell") ?? findBrowser("chromium");
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  // Compiled code lies on the heap too, and comes and goes.
  args: ["--no-sandbox", "--js-flags=--jitless --no-flush-bytecode"],
});
try {
  await soak();
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true });
}

async function soak() {
  const page = await browser.newPage();
  /** @type {string[]} */
  const written = [];
  page.on("console", (message) => written.push(message.text()));
  page.on("pageerror", (error) => written.push(String(error)));
  const client = await page.context().newCDPSession(page);
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await page.waitForFunction("globalThis.soak !== undefined");

  /** @param {"signUp" | "abandon"} what @param {number} times */
  const run = async (what, times) => {
    const held = await page.evaluate(`soak.${what}(${times})`);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const { nodes, documents } = await client.send("Memory.getDOMCounters");
    return { held, usedSize, nodes, documents };
  };

  const first = await run("signUp", 10);
  print(10, first);
  let last = first;
  for (let done = 10; done < signUps; ) {
    const times = Math.min(done === 10 ? 90 : 100, signUps - done);
    await run("abandon", Math.ceil(times / 10));
    last = await run("signUp", times);
    done += times;
    print(done, last);
  }
  const growth = Math.round((last.usedSize - first.usedSize) / 1024);
  console.log(
    `soak: ${signUps} sign-ups, heap ${growth} KiB more than after the tenth, ${written.length} lines on the console`,
  );
  const isSame = JSON.stringify(last.held) === JSON.stringify(first.held);
  if (growth > mostGrowth || !isSame || last.nodes > first.nodes + 50 || written.length > 0) {
    console.log([...written.slice(0, 5), "soak: something is left"].join("\n"));
    process.exitCode = 1;
  }
}

/**
 * @param {number} done
 * @param {{ held: unknown, usedSize: number, nodes: number, documents: number }} now
 */
function print(done, { held, usedSize, nodes, documents }) {
  const kilobytes = Math.round(usedSize / 1024);
  console.log(
    `${done}: ${kilobytes} KiB, ${nodes} nodes, ${documents} documents, ${JSON.stringify(held)}`,
  );
}
