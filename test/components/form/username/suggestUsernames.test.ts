// cspell:ignore alicemueller eleni juergen lukasz mhmd obrien soren yuriy
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type SuggestionReason,
  suggestUsernames,
} from "../../../../src/components/form/username/suggestUsernames.js";
import {
  isLocalpart,
  readUsername,
  suggestedUsername,
  userIdBytes,
} from "../../../../src/protocol/guards/identifiers.js";
import { runs } from "../../../runs.js";

const reasons = ["invalid", "unavailable"] as const satisfies readonly SuggestionReason[];

const typed = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(...Array.from("aZé7ßЖ王 .._-=/+@:’")), maxLength: 300 }),
  fc.stringMatching(/^[a-z0-9._=/+-]{1,270}$/),
);
const serverName = fc.option(
  fc.oneof(
    fc.domain(),
    fc.integer({ min: 1, max: 260 }).map((length) => "h".repeat(length)),
  ),
  { nil: undefined },
);

test("whatever is typed, every offered name could be sent, is another one, and is offered once", () => {
  fc.assert(
    fc.property(typed, serverName, fc.constantFrom(...reasons), (text, server, reason) => {
      const names = suggestUsernames(text, server, reason);
      for (const name of names) {
        expect(isLocalpart(name)).toBe(true);
        expect(userIdBytes(name, server ?? "")).toBeLessThanOrEqual(255);
        expect(name).not.toBe(readUsername(text));
      }
      expect(new Set(names).size).toBe(names.length);
      expect(suggestUsernames(text, server, reason)).toEqual(names);
    }),
    { numRuns: runs(1_000) },
  );
});

test("a name in its right spelling is offered no other spelling", () => {
  fc.assert(
    fc.property(typed, serverName, (text, server) => {
      const [name] = suggestUsernames(text, server, "invalid");
      if (name !== undefined) expect(suggestUsernames(name, server, "invalid")).toEqual([]);
    }),
    { numRuns: runs(500) },
  );
});

test("where only the letters differ, the name offered is the one that the form itself suggests", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const certain = suggestedUsername(text);
      fc.pre(certain !== undefined && certain !== readUsername(text) && certain.length < 200);
      expect(suggestUsernames(text, "hs.test", "invalid")).toEqual([certain]);
    }),
    { numRuns: runs(500) },
  );
});

test("a usual name that is taken has at least three others", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-z0-9.]{0,30}$/), (name) => {
      expect(suggestUsernames(name, "hs.test", "unavailable").length).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: runs(500) },
  );
});

describe("instead of", () => {
  test.each([
    ["Alice Müller", "alice.mueller"],
    ["alice  müller ", "alice.mueller"],
    ["Søren Ærø", "soren.aero"],
    ["José María", "jose.maria"],
    ["Łukasz Żak", "lukasz.zak"],
    ["Юрій", "yuriy"],
    ["Ελένη", "eleni"],
    ["محمد", "mhmd"],
    ["Nguyễn Văn An", "nguyen.van.an"],
    ["王小明 Wang", "wang"],
    ["O’Brien", "obrien"],
    ["Dr. No", "dr.no"],
    ["alice - bob", "alice-bob"],
    ["\uff21\uff4c\uff49\uff43\uff45", "alice"],
    ["🎉 party 🎉", "party"],
    ["\u212aelvin", "kelvin"],
    ["ALICE", "alice"],
    ["@Alice:hs.test", "alice"],
    ["alice:hs.test", "alice"],
    ["@alice", "alice"],
    ["alice.smith@example.org", "alice.smith"],
    ["Alice.Smith@", "alice.smith"],
    ["mailto:alice@example.org", "alice"],
    ["@alice@social.example", "alice"],
    ["Jürgen＠example.org", "juergen"],
    ["https://matrix.to/#/@Bob:hs.test?via=hs.test", "bob"],
    ["matrix:u/bob:hs.test", "bob"],
  ])("%s: %s", (text, name) => {
    expect(suggestUsernames(text, "hs.test", "invalid")).toEqual([name]);
  });

  test.each([
    "",
    " ",
    "alice",
    "たろう",
    "王小明",
    "דוד",
    "🎉",
    "@:hs.test",
    "https://hs.test/",
    "https://matrix.to/#/!room:hs.test",
  ])("“%s”: nothing", (text) => {
    expect(suggestUsernames(text, "hs.test", "invalid")).toEqual([]);
  });
});

test.each([
  ["alice.mueller", ["alice_mueller", "alicemueller"]],
  ["alice_mueller", ["alice.mueller", "alicemueller"]],
  ["_alice", ["alice"]],
  ["12345", ["user12345"]],
])("%s is taken: the same words come first", (name, first) => {
  expect(suggestUsernames(name, "hs.test", "unavailable").slice(0, first.length)).toEqual(first);
});

test("a number at the end of a name is replaced", () => {
  const names = suggestUsernames("alice1984", "hs.test", "unavailable");
  expect(names.filter((name) => name.includes("1984"))).toEqual([]);
  expect(names.length).toBeGreaterThanOrEqual(3);
});
