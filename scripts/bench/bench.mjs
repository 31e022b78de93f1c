/**
 * `npm run bench`: visits the built page and the floor in turn, and compares their medians. Prints the
 * table, and writes `docs/performance.md` and its picture. `-- --rounds 2` visits each twice, and writes
 * nothing.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { findBrowser } from "../browsers.mjs";
import { startHomeserver } from "./homeserver.mjs";
import { compare } from "./measures.mjs";
import { servePages } from "./pages.mjs";
import { picture } from "./picture.mjs";
import { noise, report, table } from "./report.mjs";
import { timeFixedJob, visit } from "./visit.mjs";

/** @import { Figures } from "./visit.mjs" */

const usualRounds = 5;
const pageFirst = /** @type {const} */ (["page", "floor"]);
const floorFirst = pageFirst.toReversed();
const { values } = parseArgs({ options: { rounds: { type: "string" } } });
const rounds = Number(values.rounds ?? usualRounds);
/** @type {Readonly<Record<"page" | "floor", Figures[]>>} */
const figures = { page: [], floor: [] };
/** @type {number[]} */
const fixedJob = [];
let visits = 0;

const executablePath = findBrowser("headlessShell") ?? findBrowser("chromium");
const homeserver = await startHomeserver();
const pages = await servePages(homeserver.baseUrl);
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox"],
});
try {
  // The first of all pays for what the browser does but once.
  await visitNext("floor");
  for (let round = 1; round <= rounds; round += 1) {
    // In turn, so that a slow moment of the machine is not always the same page's.
    for (const which of round % 2 === 0 ? floorFirst : pageFirst) {
      figures[which].push(await visitNext(which));
    }
    fixedJob.push(await timeFixedJob(browser));
    console.log(`round ${round} of ${rounds}`);
  }
} finally {
  await browser.close();
  await pages.close();
  await homeserver.close();
}
const rows = compare(figures.page, figures.floor);
console.log(`\n${table(rows)}\n\nA fixed job took ${noise(fixedJob)}.`);
if (rounds >= usualRounds) {
  const docs = join(import.meta.dirname, "../../docs");
  writeFileSync(join(docs, "performance.md"), report(rows, fixedJob));
  writeFileSync(join(docs, "performance.svg"), picture(rows));
}

/** @param {"page" | "floor"} which */
function visitNext(which) {
  visits += 1;
  const username = `the.user.of.visit.${visits}`;
  return visit(browser, { url: pages.urls[which], homeserver, username });
}
