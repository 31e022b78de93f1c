/** @import { Figures } from "./visit.mjs" */

/**
 * @typedef {object} Measure
 * @property {keyof Figures} key
 * @property {string} what
 * @property {"ms" | "kB" | ""} unit
 * @property {number} digits after the point
 * @property {keyof Figures} [beside] the floor's figure that it is compared with, if another
 * @property {number} [most] the goal: the most of the floor's figure
 * @property {number} [more] what the goal allows beyond that, in the unit
 */

/** The round trip that a registration of two requests has more than the floor's of one, in ms. */
const roundTrip = 150;

/** @type {readonly Measure[]} */
export const measures = [
  { key: "username", what: "username field usable", unit: "ms", digits: -1, most: 0.6 },
  {
    key: "password",
    what: "password field usable",
    unit: "ms",
    digits: -1,
    beside: "username",
    most: 1.5,
  },
  { key: "kilobytes", what: "on the wire", unit: "kB", digits: 0 },
  { key: "requests", what: "requests, preflights included", unit: "", digits: 0 },
  { key: "usernameScript", what: "script a key, username", unit: "ms", digits: 1, most: 1.3 },
  { key: "usernameLayout", what: "layout a key, username", unit: "ms", digits: 1, most: 1.5 },
  { key: "passwordScript", what: "script a key, password", unit: "ms", digits: 1, most: 1.3 },
  { key: "passwordLayout", what: "layout a key, password", unit: "ms", digits: 1, most: 1.5 },
  {
    key: "account",
    what: "click to account",
    unit: "ms",
    digits: -1,
    most: 1.1,
    more: roundTrip,
  },
  { key: "posts", what: "POSTs for that", unit: "", digits: 0, most: 1, more: 1 },
  { key: "preflights", what: "preflights for that", unit: "", digits: 0, most: 1 },
  { key: "blocked", what: "total blocking time", unit: "ms", digits: -1, most: 1.2 },
  { key: "shift", what: "layout shift", unit: "", digits: 3 },
];

/**
 * @typedef {object} Row One measure, compared.
 * @property {Measure} measure
 * @property {number} page
 * @property {number} floor
 * @property {number | null} ratio `null` where the floor has none
 * @property {number | null} goal as a ratio; `null` without one
 */

/**
 * Compares the medians of both pages.
 *
 * @param {readonly Figures[]} ofPage
 * @param {readonly Figures[]} ofFloor
 * @returns {readonly Row[]}
 */
export function compare(ofPage, ofFloor) {
  return measures.map((measure) => {
    const { key, beside = key, most, more = 0 } = measure;
    const page = median(ofPage.map((figures) => figures[key]));
    const floor = median(ofFloor.map((figures) => figures[beside]));
    const hasRatio = floor > 0;
    return {
      measure,
      page,
      floor,
      ratio: hasRatio ? page / floor : null,
      goal: most === undefined || !hasRatio ? null : most + more / floor,
    };
  });
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[Math.max(0, sorted.length - 1 - middle)], sorted[middle]];
  return (low + high) / 2;
}

/**
 * Writes a figure, as exactly as it can be trusted.
 *
 * @param {number} figure
 * @param {Measure} measure
 */
export function figureText(figure, { unit, digits }) {
  const step = 10 ** -digits;
  const text = digits < 0 ? `${Math.round(figure / step) * step}` : figure.toFixed(digits);
  return unit === "" ? text : `${text} ${unit}`;
}
