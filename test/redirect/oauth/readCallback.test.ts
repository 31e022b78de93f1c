import { describe, expect, test } from "vitest";
import { readCallback } from "../../../src/redirect/oauth/readCallback.js";

const page = "https://client.example.com/callback";

function read(rest: string): string {
  try {
    const { state, parameters } = readCallback(page + rest);
    return `${state}: ${[...parameters].map(([name, value]) => `${name}=${value}`).join(" ")}`;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

describe("an answer in the address", () => {
  test.each([
    ["#state=s&code=c", "s: state=s code=c"],
    ["?state=s&code=c", "s: state=s code=c"],
    ["?lang=de#state=s&code=c&iss=https://a.example", "s: state=s code=c iss=https://a.example"],
    ["#state=s&error=denied", "s: state=s error=denied"],
    [
      "#state=s&error=e&error_description=d&error_uri=u",
      "s: state=s error=e error_description=d error_uri=u",
    ],
    // Other parameters are left out.
    ["#state=s&code=c&session_state=x", "s: state=s code=c"],
    [`#state=s&code=${"c".repeat(4096)}`, `s: state=s code=${"c".repeat(4096)}`],
    ["#state=s&code=a%20b", "s: state=s code=a b"],
  ])("is read: %#", (rest, told) => {
    expect(read(rest)).toBe(told);
  });

  test.each([
    ["nothing", ""],
    ["other parameters", "?lang=de#part"],
    ["no state", "#code=c"],
    ["an empty state", "#state=&code=c"],
    ["neither code nor error", "#state=s"],
    ["both code and error", "#state=s&code=c&error=e"],
    ["an empty error", "#state=s&error="],
    ["an empty code", "#state=s&code="],
    ["a code that is too long", `#state=s&code=${"c".repeat(4097)}`],
    ["a code with a control character", "#state=s&code=a%00b"],
    ["a code that ends with a line", "#state=s&code=ab%0A"],
    ["a code in other letters", "#state=s&code=%C3%A9"],
    ["an answer in both places", "?state=s&code=c#state=s&code=c"],
    ["a state in the other place", "?state=s#state=s&code=c"],
    ["a code in the other place", "?code=c#state=s&code=c"],
    ["an error in the other place", "?error=c#state=s&code=c"],
    ["two states", "#state=s&state=t&code=c"],
    ["two codes", "#state=s&code=c&code=d"],
    ["two issuers", "#state=s&code=c&iss=a&iss=b"],
    ["an access token", "#state=s&code=c&access_token=t"],
    ["an ID token", "#state=s&code=c&id_token=t"],
    ["a token", "#state=s&code=c&token=t"],
    ["an answer in an answer", "#state=s&code=c&response=t"],
  ])("is refused with %s", (_, rest) => {
    expect(read(rest)).toBe("malformedCallback");
  });

  test("is as long as 16,384 characters", () => {
    const rest = "#state=s&code=c&x=";
    const filling = "x".repeat(16_384 - page.length - rest.length);
    expect(read(rest + filling)).toBe("s: state=s code=c");
    expect(read(`${rest + filling}x`)).toBe("malformedCallback");
  });

  test("is refused where it is no address", () => {
    expect(() => readCallback("callback#state=s&code=c")).toThrow("malformedCallback");
  });
});
