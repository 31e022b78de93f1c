import { expect, test, vi } from "vitest";
import { decodeUiaResponse } from "../../src/protocol/wire/uiaResponse.js";
import { pollsOfGreatest } from "./greatestChallenge.js";

const decodings = vi.hoisted(() => ({ count: 0 }));
vi.mock(import("../../src/protocol/endpoints/policies.js"), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    decodePolicies: (...given) => {
      decodings.count += 1;
      return original.decodePolicies(...given);
    },
  };
});

test("the greatest challenge is one that is taken", () => {
  const { body } = pollsOfGreatest();
  expect(JSON.stringify(body).length).toBeGreaterThan(90_000);
  expect(decodeUiaResponse(body)?.flows).toHaveLength(64);
});

// How long it takes is for `npm run bench` to tell.
test("the params of a challenge are decoded once, however often they are looked at", async () => {
  const polls = pollsOfGreatest();
  await polls.start();
  for (let turn = 0; turn < 5; turn += 1) await polls.poll();
  expect(polls.answers()).toBe(6);
  expect(decodings.count).toBe(6);
  polls.dispose();
});
