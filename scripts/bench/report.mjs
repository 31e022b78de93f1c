import { figureText, median } from "./measures.mjs";
import { pictureAlt } from "./picture.mjs";

/** @import { Row } from "./measures.mjs" */

/**
 * Writes `docs/performance.md`.
 *
 * @param {readonly Row[]} rows
 * @param {readonly number[]} fixedJob the times of a fixed job in ms
 */
export function report(rows, fixedJob) {
  return `# Performance

\`npm run bench\` writes this page and its picture. It builds the page, and beside it a floor: one form that signs up
with React, TanStack Query and react-hook-form (\`test/bench/floor\`). Both are visited in turn, in Chromium, with an
empty cache. The homeserver runs in memory, asks for nothing but \`m.login.dummy\`, and has another origin.

![${pictureAlt(rows)}](performance.svg)

The processor is slowed down four times. The network has 1.6 Mbit/s, and 150 ms for each request. Each figure is the
median of ${fixedJob.length} visits. Compare ratios, as times depend on the machine.

${table(rows)}

- A field is usable when it is visible and enabled. The password field is compared with the floor's username field.
- Weight and requests are counted until the page is at rest.
- Script and layout of a key are time of the page's thread.
- The goal of the click allows one round trip beyond the floor: the kit asks for the flows first.

Beside each pair of visits a fixed job was timed. It took ${noise(fixedJob)}.
`;
}

/** @param {readonly Row[]} rows */
export function table(rows) {
  const cells = rows.map(({ measure, page, floor, ratio, goal }) => [
    measure.what,
    figureText(page, measure),
    figureText(floor, measure),
    ratio === null ? "" : ratio.toFixed(2),
    goal === null ? "" : goal.toFixed(2),
    ratio === null || goal === null ? "" : ratio <= goal ? "met" : "missed",
  ]);
  const head = ["measure", "page", "floor", "ratio", "goal", ""];
  return [head, head.map(() => "---"), ...cells].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** @param {readonly number[]} fixedJob */
export function noise(fixedJob) {
  const usual = median(fixedJob);
  const percent = (/** @type {number} */ time) => Math.round((time / usual - 1) * 100);
  const [least, most] = [percent(Math.min(...fixedJob)), percent(Math.max(...fixedJob))];
  return `${Math.round(usual / 10) * 10} ms, between ${least} % and +${most} % of that`;
}
