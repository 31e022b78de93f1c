import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseNext, type Plan, playThrough } from "../../scripts/test/schedule.mjs";
import { chooseSteps, type Step, steps } from "../../scripts/test/steps.mjs";

interface Timed extends Plan {
  readonly seconds: number;
}

const plan = (name: string, seconds: number, rest: Partial<Plan> = {}): Timed => ({
  name,
  seconds,
  ...rest,
});
const secondsOf = (step: Plan) => (step as Timed).seconds;
const next = (waiting: readonly Timed[], running: readonly Timed[] = [], places = 2) =>
  chooseNext({ waiting, running, places }, secondsOf)?.name;

describe("the next step", () => {
  const long = plan("long", 90);
  const short = plan("short", 10);
  const build = plan("build", 5);
  const afterBuild = plan("after build", 100, { after: ["build"] });

  test("is the longest", () => {
    expect(next([short, long])).toBe("long");
  });

  test("is the one that a long one waits for", () => {
    expect(next([long, short, build, afterBuild])).toBe("build");
  });

  test("is none that waits for one that waits or runs", () => {
    expect(next([afterBuild, short], [build])).toBe("short");
    expect(next([afterBuild], [build])).toBeUndefined();
    expect(next([afterBuild])).toBe("after build");
  });

  test("is none while each place is taken", () => {
    expect(next([long], [short, build])).toBeUndefined();
    expect(next([long], [short, build], 3)).toBe("long");
  });

  test("is no second one in a browser while others wait, where there are places for two", () => {
    const first = plan("first", 50, { browser: true });
    const second = plan("second", 40, { browser: true });
    expect(next([second, short], [first])).toBe("short");
    expect(next([second, afterBuild], [first, build], 3)).toBeUndefined();
    expect(next([second, short], [first], 4)).toBe("second");
    expect(next([second], [first])).toBe("second");
  });

  test("is none whose needs are not there yet", () => {
    const isReady = (step: Plan) => step !== long;
    const situation = { waiting: [long, short], running: [], places: 2, isReady };
    expect(chooseNext(situation, secondsOf)).toBe(short);
  });
});

describe("a run that is played through", () => {
  const step = fc.record({
    seconds: fc.integer({ min: 1, max: 500 }),
    browser: fc.boolean(),
    after: fc.array(fc.nat(), { maxLength: 2 }),
  });
  const anyPlans = fc.array(step, { minLength: 1, maxLength: 12 }).map((all) =>
    all.map(({ seconds, browser, after }, index) =>
      plan(String(index), seconds, {
        browser,
        // A step comes after earlier ones only, so that there are no rings.
        after: index === 0 ? [] : after.map((number) => String(number % index)),
      }),
    ),
  );

  test("takes as long as its longest step at least, and as all in a row at most", () => {
    fc.assert(
      fc.property(anyPlans, fc.integer({ min: 1, max: 8 }), (waiting, places) => {
        const took = playThrough({ waiting, running: new Map(), places }, secondsOf);
        const all = waiting.map(secondsOf);
        const inRow = all.reduce((sum, seconds) => sum + seconds, 0);
        expect(took).toBeGreaterThanOrEqual(Math.max(...all, inRow / places));
        expect(took).toBeLessThanOrEqual(inRow);
      }),
    );
  });

  test.each([
    ["two at a time", [60, 50, 40], 2, 90],
    ["one at a time", [60, 50, 40], 1, 150],
    ["all at a time", [60, 50, 40], 3, 60],
  ])("%s", (_, seconds, places, expected) => {
    const waiting = seconds.map((each, index) => plan(String(index), each));
    expect(playThrough({ waiting, running: new Map(), places }, secondsOf)).toBe(expected);
  });

  test("begins with what the running ones have left", () => {
    const running = new Map([[plan("runs", 100), 30]]);
    const waiting = [plan("waits", 20)];
    expect(playThrough({ waiting, running, places: 1 }, secondsOf)).toBe(50);
  });
});

describe("the steps of npm test", () => {
  test("come after steps that there are, further up", () => {
    for (const [index, { name, after = [] }] of steps.entries()) {
      const above = steps.slice(0, index).map((step) => step.name);
      expect(above, name).toEqual(expect.arrayContaining([...after]));
      expect(above).not.toContain(name);
    }
  });

  test("take less than their limit", () => {
    for (const { name, seconds, minutes } of steps) {
      expect(seconds, name).toBeLessThan(minutes * 60);
    }
  });

  const step = (name: string, ...after: string[]): Step => ({
    name,
    seconds: 1,
    minutes: 1,
    command: name,
    after,
  });
  const all = [step("a"), step("b", "a"), step("c", "b"), step("d")];

  test.each([
    [[], ["a", "b", "c", "d"]],
    [["d"], ["d"]],
    [["c"], ["a", "b", "c"]],
    [
      ["d", "b"],
      ["a", "b", "d"],
    ],
  ])("are chosen with those they come after: %j", (names, expected) => {
    expect(chooseSteps(all, names).map(({ name }) => name)).toEqual(expected);
  });

  test("are told when a name is none of them", () => {
    expect(() => chooseSteps(all, ["a", "x"])).toThrow("No such step: x.\nThere are a, b, c, d.");
  });
});
