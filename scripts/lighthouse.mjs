/**
 * `npm run lighthouse`: what Lighthouse says of the built page (`npm run build:page`), served with the
 * built-in homeservers. Fails below 100 in accessibility or best practices; the console line that a
 * browser writes of a homeserver's expected 401 does not count.
 */
import lighthouse from "lighthouse";
import { chromium } from "playwright";
import { preview } from "vite";
import { findBrowser } from "./browsers.mjs";

const debuggingPort = 9_333;
const homeserver = "/fake/dummy";

const server = await preview({ preview: { port: 0 }, logLevel: "error" });
const executablePath = findBrowser("chromium");
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox", `--remote-debugging-port=${debuggingPort}`],
});
try {
  const address = server.resolvedUrls?.local[0] ?? "";
  const query = new URLSearchParams({ homeserver: new URL(homeserver, address).href });
  const result = await lighthouse(`${address}?${query}`, {
    port: debuggingPort,
    onlyCategories: ["accessibility", "best-practices"],
    logLevel: "error",
  });
  if (result === undefined) throw new Error("Lighthouse said nothing.");
  report(result.lhr);
} finally {
  await browser.close();
  await server.close();
}

/** @param {import("lighthouse").Result} result */
function report({ categories, audits, runtimeError }) {
  if (runtimeError) throw new Error(runtimeError.message);
  for (const { title, score, auditRefs } of Object.values(categories)) {
    console.log(`lighthouse: ${title} ${Math.round((score ?? 0) * 100)}`);
    for (const { id, weight } of auditRefs) {
      const items = unexpected(audits[id]?.details);
      if (weight === 0 || (audits[id]?.score ?? 1) === 1 || items.length === 0) continue;
      console.log(`  ${id}: ${JSON.stringify(items)}`);
      process.exitCode = 1;
    }
  }
}

/**
 * What an audit found, without the line of an expected 401.
 * @param {unknown} details
 * @returns {readonly unknown[]}
 */
function unexpected(details) {
  const { items = ["no details"] } = /** @type {{ items?: readonly unknown[] }} */ (details ?? {});
  return items.filter((item) => !/register.* 401 /.test(JSON.stringify(item)));
}
