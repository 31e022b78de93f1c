/**
 * `npm run lighthouse`: what Lighthouse says of the account form on the built page (`npm run
 * build:page`), served with a built-in homeserver. Fails on any finding but the console lines that the
 * browser writes of two answers that discovery expects: 401 to an empty sign-up, 404 where a homeserver
 * has no account page. They cost 4 points of the best practices.
 */
import lighthouse from "lighthouse";
import { chromium } from "playwright";
import { preview } from "vite";
import { findBrowser } from "./browsers.mjs";

const debuggingPort = 9_333;
const server = await preview({
  preview: { port: 0 },
  logLevel: "error",
  plugins: [{ name: "one-homeserver", configurePreviewServer: answerConfig }],
});
const executablePath = findBrowser("chromium");
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox", `--remote-debugging-port=${debuggingPort}`],
});
try {
  const address = server.resolvedUrls?.local[0] ?? "";
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole("button", { name: "Create account" }).waitFor({ timeout: 10_000 });
  const result = await lighthouse(address, {
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

/**
 * The page is that of one homeserver, and begins with the account form.
 * @param {import("vite").PreviewServer} server
 */
function answerConfig({ middlewares }) {
  middlewares.use("/config.json", ({ headers }, answer) => {
    const homeserver = `http://${headers.host}/fake/open`;
    answer.setHeader("Content-Type", "application/json");
    answer.end(
      JSON.stringify({ homeserver, serverName: "example.org", trust: "own", clients: [] }),
    );
  });
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
 * What an audit found, without the console lines of the two answers that discovery expects.
 * @param {unknown} details
 * @returns {readonly unknown[]}
 */
function unexpected(details) {
  const { items = ["no details"] } = /** @type {{ items?: readonly unknown[] }} */ (details ?? {});
  const expected = / 401 .*\/v3\/register"| 404 .*\/v1\/auth_metadata"/;
  return items.filter((item) => !expected.test(JSON.stringify(item)));
}
