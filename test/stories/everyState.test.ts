import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../src/uia/types.js";
import { everyState } from "../../stories/everyState.js";

describe("a story for every state", () => {
  for (const { of, memberIn, stories } of everyState) {
    it.each(Object.entries(stories))(`${of}: %s`, (member, { args, play }) => {
      if (memberIn === undefined) {
        // Only being looked for shows as it is.
        expect(play !== undefined || member === "finding").toBe(true);
      } else {
        const { snapshot } = args as { snapshot: Snapshot };
        expect(memberIn(snapshot)).toBe(member);
      }
    });
  }
});
