import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { runs } from "../../runs.js";
import { bodies } from "./bodies.js";
import { callbacks } from "./callbacks.js";
import { challenges } from "./challenges.js";
import { documents } from "./documents.js";
import { headers } from "./headers.js";
import type { Case } from "./kind.js";
import { metadataKinds } from "./metadata.js";
import { page } from "./page.js";
import { reads } from "./reads.js";
import { timings } from "./timings.js";
import { tokens } from "./tokens.js";

const kinds = [
  ...bodies,
  ...challenges,
  ...metadataKinds,
  ...tokens,
  ...callbacks,
  ...documents,
  ...reads,
  ...headers,
  ...timings,
];

const names = Object.getOwnPropertyNames(Object.prototype).join();
afterEach(() => expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(names));

async function outcome(each: Case, point: string): Promise<string> {
  try {
    return await each.at(point);
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

describe.each(kinds.map((kind) => [`${kind.group}: ${kind.name}`, kind] as const))(
  "%s",
  (_, kind) => {
    it.each(Object.entries(kind.points))("at %s: %s", async (point, right) => {
      const wrong: string[] = [];
      for (const each of kind.corpus()) {
        const actual = await outcome(each, point);
        if (actual !== right) wrong.push(`${actual} for ${each.name()}`);
      }
      expect(wrong).toEqual([]);
    });

    it("comes to the same with any other seed", async () => {
      const point = fc.constantFrom(...Object.entries(kind.points));
      await fc.assert(
        fc.asyncProperty(kind.any, point, async (each, [at, right]) => {
          expect(await outcome(each, at)).toBe(right);
        }),
        { numRuns: runs(25) },
      );
    });
  },
);

it("has at least 1,600 inputs, and the page of the docs lists their kinds", async () => {
  const sizes = kinds.map((kind) => kind.corpus().length);
  const inputs = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`unit: hostile corpus of ${inputs} inputs in ${kinds.length} kinds`);
  expect(inputs).toBeGreaterThanOrEqual(1_600);
  await expect(page(kinds)).toMatchFileSnapshot("../../../docs/hostile.md");
});
