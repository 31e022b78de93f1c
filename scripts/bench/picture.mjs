/** @import { Row } from "./measures.mjs" */

const width = 720;
/** Where the bars begin, and how long one is that is as long as the floor's. */
const left = 190;
const unit = 150;
const rowHeight = 26;
/** The longest bar, as a ratio. What is longer is cut off there. */
const longest = 3.2;

const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .bar { fill: #0b6e4f; }
  .missed { fill: #b54708; }
  .floor { stroke: #59636e; stroke-dasharray: 3 3; }
  .goal { stroke: #1f2328; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .bar { fill: #3fb68b; }
    .missed { fill: #e8935a; }
    .floor { stroke: #9198a1; }
    .goal { stroke: #f0f6fc; }
  }`;

/**
 * Draws a bar for each ratio that has a goal, as SVG.
 *
 * @param {readonly Row[]} rows
 */
export function picture(rows) {
  const drawn = rows.flatMap((row) => {
    const { ratio, goal } = row;
    return ratio === null || goal === null ? [] : [{ what: row.measure.what, ratio, goal }];
  });
  const height = (drawn.length + 1) * rowHeight + 10;
  const bars = drawn.map(({ what, ratio, goal }, index) => {
    const top = (index + 1) * rowHeight;
    const end = left + Math.min(ratio, longest) * unit;
    const kind = ratio <= goal ? "bar" : "bar missed";
    return [
      `<text x="${left - 10}" y="${top + 14}" text-anchor="end">${what}</text>`,
      `<rect class="${kind}" x="${left}" y="${top + 2}" width="${(end - left).toFixed(0)}" height="16"/>`,
      mark("goal", goal, top - 1, top + 21),
      `<text x="${Math.max(end, at(goal)).toFixed(0)}" dx="6" y="${top + 14}">${ratio.toFixed(2)}</text>`,
    ].join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>${style}
</style>
<text x="${at(1)}" y="16" text-anchor="middle">floor</text>
${mark("floor", 1, rowHeight - 4, height)}
${bars.join("\n")}
</svg>
`;
}

/** @param {readonly Row[]} rows */
export function pictureAlt(rows) {
  const drawn = rows.flatMap(({ measure, ratio, goal }) =>
    ratio === null || goal === null
      ? []
      : `${measure.what.charAt(0).toUpperCase()}${measure.what.slice(1)} ${ratio.toFixed(2)}.`,
  );
  return `The page beside the floor, which is 1. ${drawn.join(" ")}`;
}

/** @param {number} ratio */
function at(ratio) {
  return left + Math.min(ratio, longest) * unit;
}

/**
 * @param {string} kind
 * @param {number} ratio
 * @param {number} top
 * @param {number} bottom
 */
function mark(kind, ratio, top, bottom) {
  const x = at(ratio).toFixed(0);
  return `<line class="${kind}" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/>`;
}
