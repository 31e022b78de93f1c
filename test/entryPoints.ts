import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import packageJson from "../package.json" with { type: "json" };

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Where each entry point of the package begins in `src`: `{ "./core": "/…/src/core.ts" }`. */
export const entries: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(packageJson.exports).flatMap(([name, target]) =>
    // Each language has one name, which `test/locales` checks; a stylesheet has none.
    typeof target === "string" || name.includes("*") || name.endsWith(".css")
      ? []
      : [[name, sourceOf(target.default)] as const],
  ),
);

/**
 * A program of files, without the types of the platform, which would take most of the time.
 * @param planted texts of files that are not on the disk, by path
 */
export function programOf(
  files: readonly string[],
  planted: Readonly<Record<string, string>> = {},
): ts.Program {
  const config = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const withoutPlatform = { ...options, noLib: true, types: [] };
  const host = ts.createCompilerHost(withoutPlatform);
  return ts.createProgram([...files], withoutPlatform, {
    ...host,
    directoryExists: (path) =>
      Object.keys(planted).some((file) => file.startsWith(`${path}/`)) ||
      ts.sys.directoryExists(path),
    fileExists: (file) => file in planted || host.fileExists(file),
    readFile: (file) => planted[file] ?? host.readFile(file),
    getSourceFile: (file, version) => {
      const text = planted[file] ?? host.readFile(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, version);
    },
  });
}

/** The exports of a file, by their names. */
export function exportsOf(program: ts.Program, file: string): ReadonlyMap<string, ts.Symbol> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbols = module ? checker.getExportsOfModule(module) : [];
  return new Map(symbols.map((symbol) => [symbol.name, originalOf(checker, symbol)]));
}

/** The symbol that an import or a re-export stands for. */
export function originalOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function sourceOf(built: string): string {
  const path = join(root, built.replace("./dist/", "src/").replace(/\.js$/, ""));
  const found = [`${path}.ts`, `${path}.tsx`].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`No source in src for the entry point ${built}.`);
  return found;
}
