import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataAttributes, dataParts } from "../../../src/components/context/dataAttributes.js";
import { notRecorded, notSaved } from "../../../src/components/ui/Elements.js";
import { css } from "../../card/look.js";

const listed = Object.keys(dataParts).sort();
const source = ["src/components", "src/card"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith("dataAttributes.ts"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

/** `data-part="…"` in markup, `part="…"` of a stage's field, `"data-part": "…"` in a type. */
const written = /\b(?:data-)?part"?(?:=|: )"([a-z-]+)"/g;

function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))].sort();
}

test("the list of parts is what the components are written with", () => {
  expect(found(source, written)).toEqual(listed);
});

test("the list of attributes is what the components are written with", () => {
  const attributes = found(source, /[\s"](data-[a-z-]+)"?[=:]/g).filter(
    (name) => name !== "data-part" && !(name in { ...notRecorded, ...notSaved }),
  );
  expect(attributes).toEqual(Object.keys(dataAttributes).sort());
});

test("the style sheet styles no part that there is not", () => {
  const styled = found(css, /data-part="([\w-]+)"/g);
  expect(styled.filter((name) => !listed.includes(name))).toEqual([]);
});
