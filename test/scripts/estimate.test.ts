import { describe, expect, test } from "vitest";
import { estimateLeft, paceOf } from "../../scripts/test/estimate.mjs";
import type { Plan } from "../../scripts/test/schedule.mjs";

const usual: Readonly<Record<string, number>> = { first: 100, second: 100, third: 100 };
const expected = ({ name }: Plan) => usual[name] ?? 0;
const [first, second, third] = ["first", "second", "third"].map((name) => ({ name }) as const) as [
  Plan,
  Plan,
  Plan,
];
const nothing = { waiting: [], running: [], ended: [], places: 1 };

describe("the rest of a run", () => {
  test("is what is expected, before anything ran", () => {
    expect(estimateLeft({ ...nothing, waiting: [first, second] }, expected)).toBe(200);
    expect(estimateLeft({ ...nothing, waiting: [first, second], places: 2 }, expected)).toBe(100);
  });

  test("is more on a machine that has been slower than expected", () => {
    const slow = { ...nothing, waiting: [second], ended: [{ step: first, took: 300 }] };
    const left = estimateLeft(slow, expected);
    expect(left).toBeGreaterThan(200);
    expect(left).toBeLessThan(300);
  });

  test("is less on a machine that has been faster", () => {
    const fast = { ...nothing, waiting: [second], ended: [{ step: first, took: 50 }] };
    expect(estimateLeft(fast, expected)).toBeLessThan(100);
  });

  test("goes by the tests that are done, once they say something", () => {
    const running = (done: number) => [
      { step: first, elapsed: 60, progress: { done, total: 100 } },
    ];
    expect(estimateLeft({ ...nothing, running: running(20) }, expected)).toBe(240);
    expect(estimateLeft({ ...nothing, running: running(100) }, expected)).toBe(0);
    expect(estimateLeft({ ...nothing, running: running(5) }, expected)).toBe(40);
  });

  test("is never nothing while a step takes longer than expected", () => {
    const running = [{ step: first, elapsed: 400 }];
    expect(estimateLeft({ ...nothing, running }, expected)).toBeGreaterThan(30);
  });

  test("is nothing at the end", () => {
    expect(estimateLeft({ ...nothing, ended: [{ step: first, took: 90 }] }, expected)).toBe(0);
  });
});

describe("the pace", () => {
  test("is as expected until a step ended or is late", () => {
    expect(paceOf([], [], expected)).toBe(1);
    expect(paceOf([], [{ step: third, elapsed: 90 }], expected)).toBe(1);
    expect(paceOf([], [{ step: third, elapsed: 500 }], expected)).toBeGreaterThan(3);
  });

  test("is not decided by one short step", () => {
    const quick = () => 1;
    expect(paceOf([{ step: first, took: 3 }], [], quick)).toBeLessThan(1.2);
  });
});
