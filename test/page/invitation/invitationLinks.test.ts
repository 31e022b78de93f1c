import fc from "fast-check";
import { expect, test } from "vitest";
import type { PageConfig } from "../../../src/page/config/pageConfig.js";
import { invitationLinks, listLines } from "../../../src/page/invitation/invitationLinks.js";
import { readPageAddress } from "../../../src/page/pageAddress.js";
import type { SafeUrl } from "../../../src/protocol/guards/safeUrl.js";
import { runs } from "../../runs.js";

const config: PageConfig = {
  homeserver: "one.example",
  homeservers: [],
  allowAnyHomeserver: false,
  trust: "listed",
  brand: {},
  clients: [],
  appsUrl: "https://apps.example.org/" as SafeUrl,
};
const forAll = { homeserver: "one.example", language: "de" };
const page = "https://join.example.org/?invite";
const made = (lines: string, given = forAll) => invitationLinks(lines, given, config, page);
const link = (token: string) => `https://join.example.org/?lang=de&token=${token}`;

test("a line with a token is a link; what else there is is told by its number", () => {
  const lines = ["one", "", "  two\u200b ", "one", "b\u0007ad", "=1+1", "\t", "two"];
  for (const end of ["\n", "\r\n", "\r"]) {
    expect(made(lines.join(end))).toEqual({
      links: [link("one"), link("two"), link("%3D1%2B1")],
      bad: [5],
      repeated: [4, 8],
    });
  }
});

test("the link of an invitation is a token, too", () => {
  expect(made(link("again"))).toMatchObject({ links: [link("again")] });
});

test("a homeserver that is not to be had here is told once", () => {
  expect(made("one\ntwo", { ...forAll, homeserver: "elsewhere.example" })).toEqual({
    problem: "badHomeserver",
  });
});

test("no lines are no links", () => {
  expect(made("\r\n \n")).toEqual({ links: [], bad: [], repeated: [] });
});

test("every line is counted once, and each link gives its token back", () => {
  const line = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.stringMatching(/^[A-Za-z0-9._~-]{1,64}$/),
    fc.constantFrom("", "a", "b", "\u0000"),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (given) => {
      const lines = given.map((each) => each.replace(/[\r\n]/g, ""));
      const result = made(lines.join("\n"));
      if ("problem" in result) throw new Error(result.problem);
      const { links, bad, repeated } = result;
      expect(links.length + bad.length + repeated.length).toBeLessThanOrEqual(lines.length);
      const tokens = links.map((each) => readPageAddress(new URL(each)).registrationToken);
      expect(new Set(tokens).size).toBe(tokens.length);
      expect(tokens).not.toContain(undefined);
    }),
    { numRuns: runs(300) },
  );
});

test("of ten thousand lines each has its link", () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `token-${index}`).join("\n");
  expect(made(lines)).toMatchObject({ links: { length: 10_000 }, bad: [], repeated: [] });
});

test.each([
  [[3], "3"],
  [[1, 2, 3], "1–3"],
  [[1, 3, 4, 5, 1_200], "1, 3–5, 1200"],
] as const)("the lines %j are listed as %s", (lines, listed) => {
  expect(listLines(lines, "en")).toBe(listed);
});
