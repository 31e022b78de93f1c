import { isDeepStrictEqual } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { recordingNames, replay } from "./replay.js";

/** The fake homeserver answers in each dialect as the recorded homeservers did. */
describe("the fake homeserver answers as was recorded", () => {
  let answers = 0;
  let equal = 0;
  afterAll(() => {
    console.log(`conformance: ${answers} recorded answers, ${equal} equal on the fake homeserver`);
  });

  test.each(recordingNames)("%s", async (name) => {
    const replayed = await replay(name);
    const different = replayed.filter(
      ({ expected, answered }) => !isDeepStrictEqual(expected, answered),
    );
    answers += replayed.length;
    equal += replayed.length - different.length;
    expect(
      different.map(({ recorded, answered }) => ({ name: recorded.name, ...answered })),
    ).toEqual(different.map(({ recorded, expected }) => ({ name: recorded.name, ...expected })));
    expect(replayed.length).toBeGreaterThan(90);
  });
});
