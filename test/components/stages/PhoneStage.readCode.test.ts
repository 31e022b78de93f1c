import { expect, test } from "vitest";
import { readCode } from "../../../src/components/stages/PhoneStage.js";

test.each([
  ["123456", "123456"],
  [" 123 456\u00a0", "123456"],
  ["123-456", "123456"],
  ["12\u201334\u201056", "123456"],
  ["١٢٣٤٥٦", "123456"],
  ["۰۹", "09"],
  ["１２３４５６", "123456"],
  ["𝟗𝟘𝟡", "909"],
  ["A1b2", "A1b2"],
  ["- ", ""],
])("%j is %j", (typed, code) => {
  expect(readCode(typed)).toBe(code);
});
