import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** From left to right: a layer imports itself and the layers before it, never those after it. */
const layers = [
  "protocol",
  "discovery",
  "uia",
  "redirect",
  "locales",
  "react",
  "components",
  "card",
  "element",
  "page",
] as const;

const mayImport = new Map<string, readonly string[]>(
  layers.map((layer, place) => [layer, layers.slice(0, place + 1)]),
);
mayImport.set("testing", ["testing"]);
// The page develops against the fake homeserver.
mayImport.set("page", [...layers, "testing"]);

/** The package's entries that are files of no layer: what stands behind them. */
const entries = new Map<string, readonly string[]>([
  ["core.ts", ["protocol", "discovery", "uia", "redirect"]],
  ["index.ts", ["protocol", "discovery", "uia", "redirect", "locales", "react", "components"]],
]);

/** Packages that only the layers from `react` on know. */
const reactPackages = /^(react|react-dom|react-hook-form|@tanstack\/react-query)(\/|$)/;
const layersWithReact: readonly string[] = ["react", "components", "card", "element", "page"];

const srcFolder = join(dirname(fileURLToPath(import.meta.url)), "../src");

describe("imports go one way", () => {
  test("in the whole of src", () => {
    expect(wrongImports(sourcesIn(srcFolder))).toEqual([]);
  });

  test("every folder of src is a layer", () => {
    expect(foldersIn(srcFolder).filter((folder) => !mayImport.has(folder))).toEqual([]);
  });

  test.each([
    ["double quotes", `import { x } from "../react/x.js";`],
    ["single quotes", `import { x } from '../react/x.js';`],
    ["no names", `import "../react/x.js";`],
    ["types", `import type { X } from "../react/x.js";`],
    ["a type in place", `export type X = import("../react/x.js").X;`],
    ["a re-export", `export { x } from '../react/x.js';`],
    ["a star", `export * from "../react/x.js";`],
    ["an import when needed", `export const load = () => import("../react/x.js");`],
    ["a template", "export const load = () => import(`../react/x.js`);"],
    ["a file beside it", `import "./../react/x.js";`],
    ["an address", `export const at = new URL("../react/x.js", import.meta.url);`],
    ["several lines", `import {\n  x,\n  y,\n} from "../react/x.js";`],
  ])("a planted violation is found: %s", (_, text) => {
    expect(wrongImports(new Map([["uia/planted.ts", text]]))).toEqual([
      "uia/planted.ts imports react/x.js",
    ]);
  });

  test.each(
    layers.flatMap((from, place) => layers.slice(place + 1).map((to) => [from, to] as const)),
  )("%s must not import %s", (from, to) => {
    const planted = new Map([
      [`${from}/deep/planted.tsx`, `import { x } from "../../${to}/x.js";`],
    ]);
    expect(wrongImports(planted)).toEqual([`${from}/deep/planted.tsx imports ${to}/x.js`]);
  });

  test.each(layers)("testing must not import %s", (to) => {
    const planted = new Map([["testing/planted.ts", `import { x } from "../${to}/x.js";`]]);
    expect(wrongImports(planted)).toEqual([`testing/planted.ts imports ${to}/x.js`]);
  });

  test.each([
    ["card/planted.tsx", "../testing/x.js", "testing/x.js"],
    ["uia/planted.ts", "../index.js", "index.js"],
    ["uia/planted.ts", "../../test/x.js", "../test/x.js"],
    ["page/planted.ts", "../../examples/x.js", "../examples/x.js"],
    ["uia/planted.ts", "matrix-register-kit/core", "matrix-register-kit/core"],
    ["uia/planted.ts", "react", "react"],
    ["locales/planted.ts", "react/jsx-runtime", "react/jsx-runtime"],
    ["protocol/planted.ts", "@tanstack/react-query", "@tanstack/react-query"],
    ["testing/planted.ts", "react-dom/client", "react-dom/client"],
    ["core.ts", "./react/x.js", "react/x.js"],
    ["core.ts", "react", "react"],
    ["index.ts", "./page/x.js", "page/x.js"],
    ["index.ts", "./testing/index.js", "testing/index.js"],
    ["other.ts", "./protocol/x.js", "protocol/x.js"],
  ])("%s must not import %s", (file, specifier, told) => {
    const planted = new Map([[file, `import { x } from "${specifier}";`]]);
    expect(wrongImports(planted)).toEqual([`${file} imports ${told}`]);
  });

  test("allowed imports are not reported", () => {
    const sources = new Map([
      ["protocol/a.ts", `import * as v from "valibot"; import "./b.js";`],
      ["uia/a.ts", `import { a } from "../protocol/a.js"; // import "../react/x.js"`],
      ["react/a.ts", `import { useState } from "react"; export * from '../uia/a.js';`],
      ["page/a.tsx", `import { a } from "../testing/index.js"; import "./page.css";`],
      ["page/dev/a.tsx", `import { a } from "../../../examples/a.js";`],
      ["locales/a.ts", `export const text = 'import "../react/x.js"';`],
      ["index.ts", `export { a } from "./components/a.js";`],
    ]);
    expect(wrongImports(sources)).toEqual([]);
  });
});

/** Inside a layer, from left to right: a room imports itself and the rooms before it. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  protocol: ["guards", "wire", "endpoints"],
  uia: ["machine", "browser", "run"],
  components: [
    "context",
    "ui",
    "homeserver",
    "redirect",
    "stages",
    "form",
    "outcome",
    "late",
    "root",
  ],
  testing: [
    "server",
    "model",
    "stages",
    "endpoints",
    "dialects",
    "misbehaviour",
    "homeserver",
    "scenarios",
    "node",
    "dev",
  ],
};

describe("ARCHITECTURE names", () => {
  const document = readFileSync(join(srcFolder, "../ARCHITECTURE.md"), "utf8");
  const tableUnder = (heading: string) =>
    (document.split(`\n| layer | ${heading} |`)[1] ?? "")
      .split("\n\n", 1)
      .join()
      .split("\n")
      .map((row) => [...row.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name));

  test("every layer, in the order of imports", () => {
    const named = tableUnder("knows | does not know").flatMap(([layer]) => layer ?? []);
    expect(named).toEqual([...layers, "testing"]);
  });

  test("every room of each layer, in the order of imports", () => {
    const named = tableUnder("rooms, from left to right").filter((row) => row.length > 0);
    expect(named).toEqual(Object.entries(rooms).map(([layer, inside]) => [layer, ...inside]));
  });
});

describe("inside a layer imports go one way", () => {
  test("from room to room", () => {
    expect(backwardRooms(sourcesIn(srcFolder))).toEqual([]);
  });

  test("and no files import each other in a ring", () => {
    expect(ringsIn(sourcesIn(srcFolder))).toEqual([]);
  });

  test("every folder of a layer with rooms is a room", () => {
    const unknown = Object.entries(rooms).flatMap(([layer, known]) =>
      foldersIn(join(srcFolder, layer))
        .filter((folder) => !known.includes(folder))
        .map((folder) => `${layer}/${folder}`),
    );
    expect(unknown).toEqual([]);
  });

  test("a planted import that runs back is found", () => {
    const planted = new Map([
      ["uia/machine/planted.ts", `import type { x } from "../run/x.js";`],
      ["uia/run/planted.ts", `import { x } from "../machine/x.js";`],
    ]);
    expect(backwardRooms(planted)).toEqual(["uia/machine/planted.ts imports uia/run/x.js"]);
  });

  test("a planted ring of types is found", () => {
    const planted = new Map([
      ["uia/run/a.ts", `import type { B } from "./b.js";`],
      ["uia/run/b.ts", `export type B = import("./c.js").C;`],
      ["uia/run/c.ts", `import type { A } from "./a.js";`],
      ["uia/run/d.ts", `import type { A } from "./a.js";`],
    ]);
    expect(ringsIn(planted)).toEqual(["uia/run/a.ts, uia/run/b.ts, uia/run/c.ts"]);
  });
});

describe("rooms are small", () => {
  const sources = new Map(
    [...sourcesIn(srcFolder)].filter(([file]) => !file.endsWith(".generated.ts")),
  );

  test("no folder has more than 15 files", () => {
    expect(crowdedFolders(sources)).toEqual([]);
  });

  test("no file has more than 250 lines", () => {
    expect(longFiles(sources)).toEqual([]);
  });

  test("a planted crowd is found", () => {
    const files = Array.from({ length: 16 }, (_, index) => `ui/${index}.ts`);
    expect(crowdedFolders(new Map(files.map((file) => [file, ""])))).toEqual(["ui has 16 files"]);
  });

  test("a planted long file is found", () => {
    expect(longFiles(new Map([["ui/a.ts", "\n".repeat(251)]]))).toEqual(["ui/a.ts has 251 lines"]);
  });
});

/** One sentence for each folder with too many files of its own. */
function crowdedFolders(sources: ReadonlyMap<string, string>): string[] {
  const folders = [...sources.keys()].map((file) => posix.dirname(file));
  return [...new Set(folders)]
    .map((folder) => ({ folder, count: folders.filter((each) => each === folder).length }))
    .filter(({ count }) => count > 15)
    .map(({ folder, count }) => `${folder} has ${count} files`);
}

/** One sentence for each file that is too long. */
function longFiles(sources: ReadonlyMap<string, string>): string[] {
  return [...sources]
    .map(([file, text]) => ({ file, count: text.split("\n").length - 1 }))
    .filter(({ count }) => count > 250)
    .map(({ file, count }) => `${file} has ${count} lines`);
}

/** One sentence for each import that runs back to an earlier room of its layer. */
function backwardRooms(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, text]) =>
    importsOf(file, text)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => posix.join(posix.dirname(file), specifier))
      .filter((to) => layerOf(to) === layerOf(file) && roomPlace(to) > roomPlace(file))
      .map((to) => `${file} imports ${to}`),
  );
}

/** The place of a file's room in its layer. A file beside the rooms knows all of them. */
function roomPlace(file: string): number {
  const [layer = "", room = ""] = file.split("/");
  const order = rooms[layer] ?? [];
  return order.includes(room) ? order.indexOf(room) : order.length;
}

/** The files of each ring, in one line. */
function ringsIn(sources: ReadonlyMap<string, string>): string[] {
  const next = new Map(
    [...sources].map(([file, text]) => [
      file,
      importsOf(file, text)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => sourceAt(posix.join(posix.dirname(file), specifier), sources))
        .filter((to) => to !== undefined),
    ]),
  );
  const reach = (file: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [...(next.get(file) ?? [])];
    for (let to = open.pop(); to !== undefined; to = open.pop()) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(...(next.get(to) ?? []));
    }
    return seen;
  };
  const reached = new Map([...sources.keys()].map((file) => [file, reach(file)]));
  const rings = [...reached]
    .filter(([file, others]) => others.has(file))
    .map(([file, others]) =>
      [...others].filter((other) => reached.get(other)?.has(file)).toSorted(),
    );
  return [...new Set(rings.map((ring) => ring.join(", ")))];
}

/** The source that an import names: `./a.js` is `a.ts` or `a.tsx`. */
function sourceAt(to: string, sources: ReadonlyMap<string, string>): string | undefined {
  return [to, to.replace(/\.js$/, ".ts"), to.replace(/\.js$/, ".tsx")].find((file) =>
    sources.has(file),
  );
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Values of the language that a pure module may use. All other globals are the world outside. */
const pureGlobals = [
  "Array",
  "Infinity",
  "JSON",
  "Map",
  "Math",
  "Number",
  "Object",
  "Set",
  "String",
  "WeakMap",
];

describe("the machine is pure", () => {
  const machine = [...sourcesIn(srcFolder)].filter(([file]) => file.startsWith("uia/machine/"));

  test("in all of its files", () => {
    expect(impureNames(new Map(machine))).toEqual([]);
  });

  test.each([
    ["the clock", "export const now = () => Date.now();", "Date"],
    ["chance", "export const any = () => Math.random();", "Math.random"],
    ["the document", "export const title = () => document.title;", "document"],
    ["the global object", "export const now = () => globalThis.performance;", "globalThis"],
    ["a timer", "export const later = (act: () => void) => setTimeout(act, 1);", "setTimeout"],
    ["a request", 'export const ask = async () => await fetch("/");', "fetch"],
    ["a process", "export const env = { ...process.env };", "process"],
  ])("a planted violation is found: %s", (_, text, name) => {
    expect(impureNames(new Map([["uia/machine/planted.ts", text]]))).toEqual([
      `uia/machine/planted.ts uses ${name}`,
    ]);
  });

  test("names of its own are not told", () => {
    const text =
      "export function at(document: { now: number }) { return Math.max(document.now, 0); }";
    expect(impureNames(new Map([["uia/machine/own.ts", text]]))).toEqual([]);
  });
});

/** One sentence for each global that a file uses: without a library, TypeScript cannot find it. */
function impureNames(sources: ReadonlyMap<string, string>): string[] {
  const parsed = new Map(
    [...sources].map(([file, text]) => [
      file,
      ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
    ]),
  );
  const options: ts.CompilerOptions = { noLib: true, noResolve: true, types: [] };
  const program = ts.createProgram([...sources.keys()], options, {
    ...ts.createCompilerHost(options),
    getSourceFile: (file) => parsed.get(file),
  });
  const cannotFindName = [2304, 2552, 2580, 2584, 2591];
  return [...parsed].flatMap(([file, source]) => {
    const unknown = program
      .getSemanticDiagnostics(source)
      .filter(({ code }) => cannotFindName.includes(code))
      .map(({ start = 0, length = 0 }) => ({
        start,
        name: source.text.slice(start, start + length),
      }))
      .filter(({ start, name }) => !isTypeAt(source, start) && !pureGlobals.includes(name));
    const always = source.text.match(/\bglobalThis\b|\bMath\.random\b/g) ?? [];
    return [...new Set([...unknown.map(({ name }) => name), ...always])].map(
      (name) => `${file} uses ${name}`,
    );
  });
}

function isTypeAt(source: ts.SourceFile, start: number): boolean {
  const at = (node: ts.Node): ts.Node =>
    node.forEachChild((child) =>
      child.getStart() <= start && start < child.getEnd() ? at(child) : undefined,
    ) ?? node;
  return ts.isTypeReferenceNode(at(source).parent);
}

describe("the code for OAuth 2.0 is loaded when it is needed", () => {
  test("in the whole of src", () => {
    expect(earlyImports(sourcesIn(srcFolder))).toEqual([]);
  });

  test.each([
    `import { x } from "../redirect/oauth/x.js";`,
    `import "../redirect/oauth/x.js";`,
    `import { type X, y } from "../redirect/oauth/x.js";`,
    `export { x } from "../redirect/oauth/x.js";`,
    `export * from "../redirect/oauth/x.js";`,
    `import * as oauth from "oauth4webapi";`,
  ])("a planted violation is found: %s", (text) => {
    expect(earlyImports(new Map([["react/planted.ts", text]]))).toEqual([
      "react/planted.ts loads it at once",
    ]);
  });

  test("types, and what is loaded later, are not told", () => {
    const text = `import type { X } from "../redirect/oauth/x.js"; export type { Y } from "../redirect/oauth/x.js";
      export const load = () => import("../redirect/oauth/x.js");`;
    expect(earlyImports(new Map([["react/planted.ts", text]]))).toEqual([]);
  });
});

/** One sentence for each file outside of `oauth` that loads it together with itself. */
function earlyImports(sources: ReadonlyMap<string, string>): string[] {
  return [...sources]
    .filter(([file]) => !file.startsWith("redirect/oauth/"))
    .filter(([file, text]) =>
      ts
        .createSourceFile(file, text, ts.ScriptTarget.Latest, true)
        .statements.some((statement) => isOfOAuth(statement) && !isOfTypes(statement)),
    )
    .map(([file]) => `${file} loads it at once`);
}

function isOfOAuth(statement: ts.Statement): boolean {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return false;
  const { moduleSpecifier } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return false;
  return /^oauth4webapi$|\/oauth\//.test(moduleSpecifier.text);
}

function isOfTypes(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  return (
    ts.isImportDeclaration(statement) &&
    statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
  );
}

/** One sentence for each import that goes against the picture. Keys are paths inside `src`. */
function wrongImports(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, text]) =>
    importsOf(file, text).flatMap((specifier) => {
      const inside = specifier.startsWith(".");
      const to = inside ? posix.join(posix.dirname(file), specifier) : specifier;
      const fine = inside ? mayImportFile(file, to) : mayImportPackage(file, to);
      return fine ? [] : [`${file} imports ${to}`];
    }),
  );
}

function mayImportFile(file: string, to: string): boolean {
  // The client that the page plays while it is developed is an example of one.
  if (file.startsWith("page/dev/") && to.startsWith("../examples/")) return true;
  const allowed = mayImport.get(layerOf(file)) ?? entries.get(file) ?? [];
  return allowed.includes(layerOf(to));
}

function mayImportPackage(file: string, name: string): boolean {
  // The package's own name would go round the layers.
  if (name.startsWith("matrix-register-kit")) return false;
  return !reactPackages.test(name) || layersWithReact.includes(layerOf(file));
}

const layerOf = (file: string): string => file.split("/")[0] ?? "";

/** Everything a module names to be loaded: imports, re-exports, types, `import()`, `new URL()`. */
function importsOf(file: string, text: string): string[] {
  const found: string[] = [];
  const take = (node: ts.Node | undefined): void => {
    if (node === undefined) return;
    if (ts.isLiteralTypeNode(node)) take(node.literal);
    else if (ts.isStringLiteralLike(node)) found.push(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) take(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node)) take(node.argument);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      take(node.arguments[0]);
    else if (ts.isNewExpression(node) && node.expression.getText() === "URL" && isOfModule(node))
      take(node.arguments?.[0]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const isOfModule = (node: ts.NewExpression): boolean =>
  node.arguments?.[1]?.getText() === "import.meta.url";

function sourcesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(tsx?|mts|jsx?|mjs)$/.test(file));
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
