import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "../../../src/protocol/guards/cleanText.js";

const forbidden =
  /[\p{Cc}\p{Surrogate}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

/** Every code point there is, 256 at a time. */
function* allCharacters(): Generator<string[]> {
  for (let first = 0; first <= 0x10ffff; first += 256) {
    yield Array.from({ length: 256 }, (_, i) => String.fromCodePoint(first + i));
  }
}

describe("cleanText", () => {
  it("leaves no control, bidirectional, zero-width or half character, whichever it is", () => {
    for (const characters of allCharacters()) {
      const text = cleanText(`1${characters.join("1")}1`, 1000) ?? "";
      const ones = text.split("1").length - 1;
      if (forbidden.test(text) || ones < characters.length + 1) {
        expect.unreachable(JSON.stringify(text));
      }
    }
  });

  it("keeps every letter, mark, number, sign of punctuation and emoji", () => {
    for (const characters of allCharacters()) {
      const seen = characters.filter(
        (character) =>
          /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character) &&
          !/\p{Default_Ignorable_Code_Point}/u.test(character),
      );
      expect(cleanText(seen.join(""), 1000) ?? "").toBe(seen.join(""));
    }
  });

  it.each([
    ["Terms of Service", "Terms of Service"],
    ["  two\n\tlines  ", "two lines"],
    ["a\u00a0\u3000b\u2028c\u0085d", "a b c d"],
    ["\u202egro.elpmaxe\u202c", "gro.elpmaxe"],
    ["pay\u200bpal", "paypal"],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["क्\u200dष", "क्\u200dष"],
    ["👩\u200d💻 👍🏽 🏳️\u200d🌈 👩🏽\u200d🚀", "👩\u200d💻 👍🏽 🏳️\u200d🌈 👩🏽\u200d🚀"],
    ["\u200da\u200d \u200db\u200d\u200dc\u200d", "a bc"],
    ["1\u200d2", "12"],
    ["<b>not markup</b>", "<b>not markup</b>"],
    ["\ud800a\udc00", "a"],
  ])("makes %j into %j", (text, cleaned) => {
    expect(cleanText(text, 100)).toBe(cleaned);
  });

  it.each([[undefined], [null], [1], [{}], [["a"]], [true], [""], ["   "], ["\u202e\u200b\u0000"]])(
    "has nothing to show for %j",
    (text) => {
      expect(cleanText(text, 100)).toBeUndefined();
    },
  );

  it("cuts after whole code points, with an ellipsis as the last", () => {
    expect(cleanText("12345", 5)).toBe("12345");
    expect(cleanText("123456", 5)).toBe("1234…");
    expect(cleanText("🔑".repeat(300), 200)).toBe(`${"🔑".repeat(199)}…`);
    expect(cleanText("ab cdef", 4)).toBe("ab…");
    expect(cleanText("a👩\u200d💻bcd", 4)).toBe("a👩…");
    expect(cleanText(`${"\u202e".repeat(1000)}a`, 5)).toBe("a");
  });

  it("is never longer than asked, and cleaning again changes nothing", () => {
    const awkward = fc.constantFrom(
      ...Array.from("a1 \n\u200c\u200d\u202e\ufe0f👩💻🏽é\u0301क्ष\ud800\u0085…"),
    );
    const any = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    const text = fc.array(fc.oneof(awkward, any)).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (dirty, max) => {
        const cleaned = cleanText(dirty, max);
        return (
          cleaned === undefined ||
          (Array.from(cleaned).length <= max &&
            !forbidden.test(cleaned) &&
            cleanText(cleaned, max) === cleaned)
        );
      }),
    );
  });
});
