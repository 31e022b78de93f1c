import fc from "fast-check";
import { expect, test } from "vitest";
import { shareEqual } from "../../../src/uia/machine/shareEqual.js";
import { runs } from "../../runs.js";

const json = fc.jsonValue({ maxDepth: 4 });

test("the value stays what it is", () => {
  fc.assert(
    fc.property(json, json, (before, now) => {
      expect(shareEqual(before, now)).toEqual(now);
    }),
    { numRuns: runs(300) },
  );
});

test("an equal value is the one before, in each part", () => {
  fc.assert(
    fc.property(json, (before) => {
      expect(shareEqual(before, structuredClone(before))).toBe(before);
      const { changed, kept } = shareEqual(
        { changed: 1, kept: before },
        { changed: 2, kept: structuredClone(before) },
      );
      expect(changed).toBe(2);
      expect(kept).toBe(before);
    }),
    { numRuns: runs(300) },
  );
});
