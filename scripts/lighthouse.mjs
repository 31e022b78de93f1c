/**
 * `npm run lighthouse`: what Lighthouse says of the built page, served with a
 * built-in homeserver: of its account form, of a homeserver that is closed, of the choice of one. Fails
 * on any finding but the console lines that the browser writes of answers that discovery expects: 401 to
 * an empty sign-up (403 where it is closed), 404 where a homeserver has no account page. They cost 4
 * points of the best practices.
 */
import lighthouse from "lighthouse";
import { chromium } from "playwright";
import { preview } from "vite";
import { findBrowser } from "./browsers.mjs";
import { buildPages, builtFolder } from "./buildPages.mjs";

const debuggingPort = 9_333;
/** What the page shows with which `config.json`, and the button by which one knows that it is there. */
const views = {
  "account form": { scenario: "open", button: "Create account" },
  "closed homeserver": { scenario: "closed", button: "Try again" },
  "choice of a homeserver": { scenario: undefined, button: "Continue" },
};
/** @type {string | undefined} */
let scenario;

await buildPages();
const server = await preview({
  build: { outDir: builtFolder },
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
  for (const [view, { scenario: its, button }] of Object.entries(views)) {
    scenario = its;
    await page.goto(address);
    await page.getByRole("button", { name: button }).waitFor({ timeout: 10_000 });
    const result = await lighthouse(address, {
      port: debuggingPort,
      onlyCategories: ["accessibility", "best-practices"],
      logLevel: "error",
    });
    if (result === undefined) throw new Error("Lighthouse said nothing.");
    report(view, result.lhr);
  }
} finally {
  await browser.close();
  await server.close();
}

/** @param {import("vite").PreviewServer} server */
function answerConfig({ middlewares }) {
  middlewares.use("/config.json", ({ headers }, answer) => {
    const homeserver = `http://${headers.host}/fake/${scenario}`;
    const config = scenario
      ? { homeserver, serverName: "example.org", trust: "own" }
      : { allowAnyHomeserver: true };
    answer.setHeader("Content-Type", "application/json");
    answer.end(JSON.stringify(config));
  });
}

/**
 * @param {string} view
 * @param {import("lighthouse").Result} result
 */
function report(view, { categories, audits, runtimeError }) {
  if (runtimeError) throw new Error(runtimeError.message);
  const scores = Object.values(categories).map(
    ({ title, score }) => `${title} ${Math.round((score ?? 0) * 100)}`,
  );
  console.log(`lighthouse: ${view}: ${scores.join(", ")}`);
  for (const { auditRefs } of Object.values(categories)) {
    for (const { id, weight } of auditRefs) {
      const items = unexpected(audits[id]?.details);
      if (weight === 0 || (audits[id]?.score ?? 1) === 1 || items.length === 0) continue;
      console.log(`  ${id}: ${JSON.stringify(items)}`);
      process.exitCode = 1;
    }
  }
}

/**
 * What an audit found, without the console lines of answers that discovery expects.
 * @param {unknown} details
 * @returns {readonly unknown[]}
 */
function unexpected(details) {
  const { items = ["no details"] } = /** @type {{ items?: readonly unknown[] }} */ (details ?? {});
  const expected = / 40[13] .*\/v3\/register"| 404 .*\/auth_metadata"/;
  return items.filter((item) => !expected.test(JSON.stringify(item)));
}
