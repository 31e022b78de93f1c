import { expect, test } from "vitest";
import { nameAmong } from "../../src/discovery/nameAmong.js";

const thousand = Array.from({ length: 1_000 }, (_, number) => `hs${number}.example`);

test("a homeserver of a long list is found in each spelling, as it stands there", () => {
  for (const [index, name] of thousand.entries()) {
    const typed = [name, name.toUpperCase(), ` ${name}`][index % 3] ?? name;
    expect(nameAmong(thousand, false, typed)).toEqual({ name, isListed: true });
  }
});

test("the first of several with one spelling counts", () => {
  const names = ["Example.org", "example.org"];
  expect(nameAmong(names, false, "example.ORG")).toEqual({ name: "Example.org", isListed: true });
});

test("another is allowed only where any is", () => {
  expect(nameAmong(thousand, false, "other.example")).toBeUndefined();
  expect(nameAmong(thousand, true, "other.example")).toEqual({
    name: "other.example",
    isListed: false,
  });
  expect(nameAmong(thousand, true, "no name")).toBeUndefined();
});
