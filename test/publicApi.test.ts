import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { entries, exportsOf, originalOf, programOf } from "./entryPoints.js";

// A new name is a promise to hosts: `npx vitest run --project unit test/publicApi.test.ts -u`
// writes it into the list, where a review sees it.
test("the names behind each entry point are those of the committed list", async () => {
  const names = JSON.stringify(namesBehind(entries), null, 2);
  await expect(`${names}\n`).toMatchFileSnapshot("publicApi.json");
}, 60_000);

test("a type has no name of a part, nor that of its props", () => {
  const names = namesBehind(entries);
  const parts = names["."]!.flatMap((name) => /^Register\.(\w+)$/.exec(name)?.[1] ?? []);
  const types = Object.values(names)
    .flat()
    .map((name) => name.replace("type ", ""));
  expect(parts).not.toEqual([]);
  expect(
    types.filter((type) => parts.some((part) => [part, `${part}Props`].includes(type))),
  ).toEqual([]);
}, 60_000);

test.each(Object.entries(entries))("%s lists its names one by one", (_, file) => {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const stars = source.statements.filter(
    (statement) => ts.isExportDeclaration(statement) && statement.exportClause === undefined,
  );
  expect(stars).toEqual([]);
});

test("the core can be imported where there is no DOM", async () => {
  expect(typeof document).toBe("undefined");
  const core = await import("../src/core.js");
  expect(Object.keys(core)).not.toEqual([]);
});

/** Every exported name, types marked as such, since an app's code names them too. */
function namesBehind(files: Readonly<Record<string, string>>): Record<string, string[]> {
  const program = programOf(Object.values(files));
  const checker = program.getTypeChecker();
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const symbols = [...exportsOf(program, file)];
      return [
        name,
        symbols.flatMap(([exported, symbol]) => labels(exported, symbol, checker)).sort(),
      ];
    }),
  );
}

/** `type Account` for a type; a name, and those inside it: `Register`, `Register.Root`, `type Register.Root.Props`. */
function labels(name: string, symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
  const inside =
    symbol.flags & ts.SymbolFlags.Namespace
      ? checker
          .getExportsOfModule(symbol)
          .flatMap((part) => labels(`${name}.${part.name}`, originalOf(checker, part), checker))
      : [];
  return [isValue ? name : `type ${name}`, ...inside];
}
