import { describe, expect, test } from "vitest";
import { compare, figureText, measures, median } from "../../scripts/bench/measures.mjs";
import { picture, pictureAlt } from "../../scripts/bench/picture.mjs";
import { noise, report, table } from "../../scripts/bench/report.mjs";

type Figures = Parameters<typeof compare>[0][number];

const of = (figure: number, others: Partial<Figures> = {}) => ({
  ...(Object.fromEntries(measures.map(({ key }) => [key, figure])) as unknown as Figures),
  ...others,
});
const rowOf = (key: string, page: Figures, floor: Figures) =>
  compare([page], [floor]).find(({ measure }) => measure.key === key);

test("the median is the middle one, or between the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
});

describe("a measure", () => {
  test("is a ratio of medians", () => {
    const rows = compare([of(1), of(30), of(20)], [of(10), of(10), of(500)]);
    expect(rows.map(({ ratio }) => ratio)).toEqual(measures.map(() => 2));
  });

  test("of the password field is compared with the floor's first field", () => {
    expect(rowOf("password", of(300), of(100, { username: 200 }))).toMatchObject({ ratio: 1.5 });
  });

  test("of the click may take a round trip more than the floor's", () => {
    expect(rowOf("account", of(1), of(300))?.goal).toBeCloseTo(1.1 + 150 / 300);
  });

  test("has no ratio where the floor has none", () => {
    expect(rowOf("blocked", of(5), of(0))).toMatchObject({ ratio: null, goal: null });
  });

  test("is written as exactly as it can be trusted", () => {
    const [usable] = measures;
    expect(figureText(1234.5, usable!)).toBe("1230 ms");
    expect(figureText(1.26, { ...usable!, digits: 1 })).toBe("1.3 ms");
  });
});

test("the table says which goals are met", () => {
  const lines = table(compare([of(59)], [of(100)])).split("\n");
  expect(lines).toHaveLength(measures.length + 2);
  expect(lines[2]).toBe("| username field usable | 60 ms | 100 ms | 0.59 | 0.60 | met |");
  expect(table(compare([of(61)], [of(100)]))).toContain("| 0.61 | 0.60 | missed |");
});

test("the noise is told beside the figures", () => {
  expect(noise([100, 90, 120])).toBe("100 ms, between -10 % and +20 % of that");
});

test("the picture has a bar for each goal, and says the same in words", () => {
  const rows = compare([of(200)], [of(100)]);
  const goals = rows.filter(({ goal }) => goal !== null);
  const svg = picture(rows);
  expect(svg.match(/<rect/g)).toHaveLength(goals.length);
  for (const { measure } of goals) {
    expect(svg).toContain(measure.what);
    expect(pictureAlt(rows).toLowerCase()).toContain(`${measure.what} 2.00`.toLowerCase());
  }
  expect(report(rows, [1])).toContain(`![${pictureAlt(rows)}](performance.svg)`);
});
