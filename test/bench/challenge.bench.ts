/** Read the ratios of one run only: times tell of the machine. One answer is to stay below 50 ms. */
import { bench, describe } from "vitest";
import { pollsOfGreatest } from "../security/greatestChallenge.js";

describe("the greatest challenge that is taken", () => {
  let polls = pollsOfGreatest();
  bench("one answer: decoded, decided and shown", () => polls.poll(), {
    setup: async () => {
      polls.dispose();
      polls = pollsOfGreatest();
      await polls.start();
    },
  });
  bench("a fixed job: the same read by JSON.parse() 20 times", () => {
    for (let turn = 0; turn < 20; turn += 1) JSON.parse(polls.text);
  });
});
