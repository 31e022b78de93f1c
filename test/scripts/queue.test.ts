import { expect, test } from "vitest";
import { runQueue } from "../../scripts/test/queue.mjs";
import type { Plan } from "../../scripts/test/schedule.mjs";

interface Each extends Plan {
  readonly needs?: readonly string[];
}

/** Steps that end when the test says so, and what has begun. */
function start(steps: readonly Each[], missing: ReadonlyMap<string, Promise<unknown>> = new Map()) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const all = runQueue(steps, {
    places: 2,
    expected: ({ name }) => name.length,
    missing,
    needsOf: ({ needs = [] }) => needs,
    run({ name }) {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    },
  });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, end, all };
}

test("steps begin as places become free, and after those they come after", async () => {
  const steps = [{ name: "a" }, { name: "bbb" }, { name: "cc", after: ["bbb"] }, { name: "dd" }];
  const { begun, end, all } = start(steps);
  expect(begun).toEqual(["bbb", "dd"]);
  await end("dd");
  expect(begun).toEqual(["bbb", "dd", "a"]);
  await end("a");
  expect(begun).toHaveLength(3);
  await end("bbb");
  expect(begun).toEqual(["bbb", "dd", "a", "cc"]);
  await end("cc");
  await all;
});

test("a step begins once what it needs is there or known to be missing; others do not wait", async () => {
  let get = (_reason: string) => {};
  const got = new Promise<string>((resolve) => {
    get = resolve;
  });
  const steps = [{ name: "long", needs: ["browser"] }, { name: "a" }];
  const { begun, end, all } = start(steps, new Map([["browser", got]]));
  expect(begun).toEqual(["a"]);
  await end("a");
  expect(begun).toEqual(["a"]);
  get("not to be had");
  await new Promise(setImmediate);
  expect(begun).toEqual(["a", "long"]);
  await end("long");
  await all;
});
