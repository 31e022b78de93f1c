import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Where each entry point of the package begins in `src`: `{ "./core": "/…/src/core.ts" }`. */
const entries = Object.fromEntries(
  Object.entries(packageJson.exports).flatMap(([name, target]) =>
    // Each language has one name, which `test/locales` checks.
    typeof target === "string" || name.includes("*")
      ? []
      : [[name, sourceOf(target.default)] as const],
  ),
);

// A new name is a promise to hosts: `npx vitest run --project unit test/publicApi.test.ts -u`
// writes it into the list, where a review sees it.
test("the names behind each entry point are those of the committed list", async () => {
  const names = JSON.stringify(namesBehind(entries), null, 2);
  await expect(`${names}\n`).toMatchFileSnapshot("publicApi.json");
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

/** Every exported name, types marked as such, since a host's code names them too. */
function namesBehind(files: Readonly<Record<string, string>>): Record<string, string[]> {
  const config = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  // Names are asked for, not types: those of the platform would take most of the time.
  const program = ts.createProgram(Object.values(files), { ...options, noLib: true, types: [] });
  const checker = program.getTypeChecker();
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      const symbols = module ? checker.getExportsOfModule(module) : [];
      return [name, symbols.flatMap((symbol) => labels(symbol, checker)).sort()];
    }),
  );
}

/** `Register` and `Register.Root` for a namespace; `type Account` for a type; else the name. */
function labels(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (aliased.flags & ts.SymbolFlags.ValueModule) {
    const inside = checker.getExportsOfModule(aliased).flatMap((part) => labels(part, checker));
    return [symbol.name, ...inside.map((name) => `${symbol.name}.${name}`)];
  }
  return [aliased.flags & ts.SymbolFlags.Value ? symbol.name : `type ${symbol.name}`];
}

function sourceOf(built: string): string {
  const path = join(root, built.replace("./dist/", "src/").replace(/\.js$/, ""));
  const found = [`${path}.ts`, `${path}.tsx`].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`No source in src for the entry point ${built}.`);
  return found;
}
