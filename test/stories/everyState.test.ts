import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../src/uia/machine/types.js";
import { everyState } from "../../stories/everyState.js";
import type { Looking } from "../../stories/shows.js";

describe("a story for every state", () => {
  for (const states of everyState) {
    it.each(Object.keys(states.stories))(`${states.of}: %s`, (member) => {
      if ("memberIn" in states) {
        const { snapshot } = states.stories[member]!.args as { snapshot: Snapshot };
        expect(states.memberIn(snapshot)).toBe(member);
      } else {
        const { looksFor } = states.stories[member]!.play as Looking;
        expect(looksFor).toBe(states.seenBy(member));
      }
    });
  }
});
