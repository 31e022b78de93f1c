import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { partEntries } from "../../scripts/partEntries.mjs";
import * as parts from "../../src/components/parts.js";

const files = partEntries(readFileSync("src/components/parts.ts", "utf8"));

test("each part has an entry with types, and nothing else has", () => {
  const expected = Object.keys(parts).flatMap((name) => [`parts/${name}.d.ts`, `parts/${name}.js`]);
  expect(files.map(({ fileName }) => fileName).sort()).toEqual(expected.sort());
});

test("each leads to a file that has the part", () => {
  for (const { fileName, source } of files) {
    const [, name, path = ""] = /^export \{ (\w+) \} from "(.+)\.js";\n$/.exec(source) ?? [];
    expect(fileName).toMatch(new RegExp(`/${name}\\.`));
    const from = join("src", dirname(fileName), path);
    const found = [`${from}.ts`, `${from}.tsx`].find((file) => existsSync(file));
    expect(readFileSync(found!, "utf8")).toMatch(new RegExp(`export .*\\b${name}\\b`));
  }
});
