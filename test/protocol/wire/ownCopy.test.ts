import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonObject, ownCopy } from "../../../src/protocol/wire/ownCopy.js";
import { inheritedNames } from "../answers.js";

function nested(depth: number): string {
  return `${'{"a":['.repeat(depth / 2)}${"]}".repeat(depth / 2)}`;
}

describe("ownCopy", () => {
  it("copies what JSON can hold", () => {
    const value = { a: [1, "two", true, null, { b: {} }], c: -0.5 };
    expect(JSON.stringify(ownCopy(value))).toBe(JSON.stringify(value));
  });

  it("keeps keys named like inherited ones as keys, and has no other", () => {
    const text = `{${inheritedNames.map((name) => `${JSON.stringify(name)}:{"x":1}`).join()}}`;
    const copy = ownCopy(JSON.parse(text)) as Record<string, unknown>;
    expect(Object.keys(copy).sort()).toEqual([...inheritedNames].sort());
    expect(Object.getPrototypeOf(copy)).toBeNull();
    for (const inner of Object.values(copy)) expect(Object.getPrototypeOf(inner)).toBeNull();
    expect(copy["x"]).toBeUndefined();
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("does not take over what an object only inherits", () => {
    expect(Object.keys(ownCopy(Object.create({ inherited: 1 })) as object)).toEqual([]);
  });

  it.each([8, 10, 1000, 200_000])(
    "copies eight levels of %i, without exhausting the stack",
    (depth) => {
      const copy = ownCopy(JSON.parse(nested(depth)));
      expect(JSON.stringify(copy).match(/[{[]/g)).toHaveLength(8);
    },
  );

  it("leaves out the key of a value that is nested too deep", () => {
    expect(Object.keys(ownCopy({ near: 1, far: {} }, 1) as object)).toEqual(["near"]);
  });

  it("never holds an object with a prototype", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12 }), (value) => {
        const open: unknown[] = [ownCopy(value)];
        for (let item = open.pop(); item !== undefined; item = open.pop()) {
          if (Array.isArray(item))
            open.push(...(item as unknown[]).filter((inner) => inner !== undefined));
          else if (isJsonObject(item)) {
            expect(Object.getPrototypeOf(item)).toBeNull();
            open.push(...Object.values(item));
          }
        }
      }),
    );
  });
});
