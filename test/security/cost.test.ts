import { expect, test, vi } from "vitest";
import { decodeUiaResponse } from "../../src/protocol/wire/uiaResponse.js";
import { pollsOfGreatest } from "./greatestChallenge.js";

test("the greatest challenge is one that is taken", () => {
  const { body } = pollsOfGreatest();
  expect(JSON.stringify(body).length).toBeGreaterThan(90_000);
  expect(decodeUiaResponse(body)?.flows).toHaveLength(64);
});

// How long it takes is for `npm run bench` to tell.
test("the params of a challenge are decoded once, however often they are looked at", async () => {
  let decodings = 0;
  vi.resetModules();
  vi.doMock(import("../../src/protocol/endpoints/policies.js"), async (importOriginal) => {
    const original = await importOriginal();
    return {
      ...original,
      decodePolicies: (...given) => {
        decodings += 1;
        return original.decodePolicies(...given);
      },
    };
  });
  const anew = await import("./greatestChallenge.js");
  vi.doUnmock("../../src/protocol/endpoints/policies.js");
  const polls = anew.pollsOfGreatest();
  await polls.start();
  for (let turn = 0; turn < 5; turn += 1) await polls.poll();
  expect(polls.answers()).toBe(6);
  expect(decodings).toBe(6);
  polls.dispose();
  vi.resetModules();
});
