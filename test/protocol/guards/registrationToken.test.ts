import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isRegistrationToken,
  readRegistrationToken,
  tokenInQuery,
} from "../../../src/protocol/guards/registrationToken.js";

const odd = [
  "a+b/c=",
  "a&b",
  "^@!",
  "x".repeat(300),
  "жетон",
  "招待",
  "a b",
  "%41",
  "#1",
  "a?token=b",
];

describe("a registration token", () => {
  test.each(odd)("may be %j", (token) => {
    expect(isRegistrationToken(token)).toBe(true);
    expect(readRegistrationToken(token)).toBe(token);
  });

  test.each(["", "a\nb", "a\u0000b", "\ud800", "a\u0085b"])("is not %j", (token) => {
    expect(isRegistrationToken(token)).toBe(false);
  });

  test.each([
    " a ",
    "a\n",
    "\r\n\ta",
    "\u200ba\ufeff",
    "\u2066a\u2069",
    "\u00a0a\u3000",
    "\u202ea",
  ])("is read without what surrounds it: %j", (typed) => {
    expect(readRegistrationToken(typed)).toBe("a");
  });

  test.each([
    ["https://join.example.org/?token=a%2Bb", "a+b"],
    ["https://join.example.org/?homeserver=x&token=a+b/c=&lang=de#top", "a+b/c="],
    [" HTTP://join.example.org/page/?token=%20a%20 \n", "a"],
  ])("is taken from an invitation link: %s", (link, token) => {
    expect(readRegistrationToken(link)).toBe(token);
  });

  test.each([
    "https://join.example.org/",
    "https://join.example.org/?token=",
    "not https://a/?token=b",
  ])("is the text itself where it is no invitation link: %s", (text) => {
    expect(readRegistrationToken(text)).toBe(text);
  });

  test("comes back from any link that was made with it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const token = readRegistrationToken(text);
        fc.pre(isRegistrationToken(token) && readRegistrationToken(token) === token);
        const query = `lang=de&token=${encodeURIComponent(token)}`;
        expect(tokenInQuery(query)).toBe(token);
        expect(readRegistrationToken(`https://join.example.org/?${query}`)).toBe(token);
      }),
    );
  });
});
