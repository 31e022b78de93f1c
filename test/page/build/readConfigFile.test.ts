import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfigFile } from "../../../src/page/build/readConfigFile.js";

/** A folder of public files with this `config.json`. */
function folderWith(text?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "public-"));
  if (text !== undefined) writeFileSync(join(folder, "config.json"), text);
  return folder;
}

test("a folder without one has none", () => {
  expect(readConfigFile(folderWith())).toBeUndefined();
});

test.each([
  ["as it is written", '{ "homeserver": "one.test" }'],
  [
    "with the mark of an editor, and lines of Windows",
    '\uFEFF{\r\n"homeserver": "one.test"\r\n}\r\n',
  ],
])("it is read %s", (_, text) => {
  expect(readConfigFile(folderWith(text))).toEqual({ homeserver: "one.test" });
});

test.each([
  ["a comma too many", '{ "homeserver": "one.test", }'],
  ["nothing", ""],
  ["half of it", '{ "homeserver": '],
  ["a comment", '// mine\n{ "homeserver": "one.test" }'],
])("a file that is named and has %s is said to be no JSON, in one line", (_, text) => {
  const file = join(folderWith(text), "config.json");
  expect(() => readConfigFile("", file)).toThrow(`${file} is no JSON. `);
});

test("a file that is named must be there", () => {
  expect(() => readConfigFile(folderWith(), "/nowhere/config.json")).toThrow(/ENOENT/);
});
