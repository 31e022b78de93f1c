import fc from "fast-check";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { format, formatParts } from "../../src/locales/format.js";
import { splitTags } from "../../src/locales/splitTags.js";

test.each([
  ["plain words", {}],
  ["{name}, hello {name}", { name: "Ada" }],
  ["{ name }", { name: "{name}" }],
  ["{n, plural, =0 {none} one {# thing} other {# things}}", { n: 0 }],
  ["{n, plural, =0 {none} one {# thing} other {# things}}", { n: 1 }],
  ["{n, plural, one {# thing of {who}} other {# things of {who}}}", { n: 12345.5, who: "Ada" }],
  ["{n, plural, other {<b>#</b> of {m, plural, other {#}} and #}}", { n: 3, m: 4 }],
  ["it's 'quoted' and ''doubled''", {}],
  ["braces '{like these}' and '{it''s}' <3 & 4 > 3", {}],
  ["{n, number} of { m , number }, {n, plural, other {# {m, number}}}", { n: 12345.5, m: 2 }],
  ["# stays outside, {n, plural, other {# inside}}", { n: 3 }],
  ["an apostrophe at the end '", {}],
  ["one quoted to the end '{", {}],
])("%s reads as intl-messageformat reads it", (message, values) => {
  const reference = new IntlMessageFormat(message, "en").format({
    ...values,
    b: (chunks) => chunks.join(""),
  });
  expect(format(message, values, "en")).toBe(reference);
});

test("tags come apart, with what stands in them", () => {
  expect(formatParts("Read <a>the {name} <b>now</b></a>.", { name: "terms" }, "en")).toEqual([
    "Read ",
    { tag: "a", parts: ["the terms ", { tag: "b", parts: ["now"] }] },
    ".",
  ]);
});

test("a value is never read as a text", () => {
  expect(formatParts("{name}", { name: "<a>x</a> {y}" }, "en")).toEqual(["<a>x</a> {y}"]);
});

test("a number that is none stays as it is", () => {
  expect(format("{n, number}", { n: "many" }, "en")).toBe("many");
});

describe("a value where directions mix", () => {
  test("is isolated in a language that is written from the right", () => {
    expect(format("אל {name}!", { name: "@a:b.example" }, "he")).toBe(
      "אל \u2068@a:b.example\u2069!",
    );
    expect(format("{n, plural, other {{name} #}}", { n: 3, name: "x" }, "ar")).toBe(
      "\u2068x\u2069 3",
    );
  });

  test("is isolated in any language when it is written from the right", () => {
    expect(format("Read {name} now", { name: "תנאים 3" }, "en")).toBe(
      "Read \u2068תנאים 3\u2069 now",
    );
  });

  test("is left as it is in a tag, which becomes an element that isolates", () => {
    expect(formatParts("אל <id>{name}</id>", { name: "@a:b.example" }, "he")).toEqual([
      "אל ",
      { tag: "id", parts: ["@a:b.example"] },
    ]);
  });
});

test("a missing value stays visible, a broken text comes back as it is", () => {
  expect(format("{name}", {}, "en")).toBe("{name}");
  expect(format("{name", { name: "x" }, "en")).toBe("{name");
  expect(format("{n, plural, one", { n: 1 }, "en")).toBe("{n, plural, one");
  expect(format("<a>open", {}, "en")).toBe("<a>open");
});

test("no text makes it throw", () => {
  const signs = fc.constantFrom("{", "}", "<a>", "</a>", "'", "#", "n", ", plural, ", "one ", " ");
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 20 }), (pieces) => {
      expect(typeof format(pieces.join(""), { n: 2 }, "en")).toBe("string");
    }),
  );
});

test("a finished text is only parted at its tags", () => {
  expect(splitTags("Lies <a>die {x}</a> jetzt")).toEqual([
    "Lies ",
    { tag: "a", parts: ["die {x}"] },
    " jetzt",
  ]);
  expect(splitTags("3 < 4")).toEqual(["3 < 4"]);
});
