/**
 * `npm run size`: the weight of the package and the page, minified and gzipped, beside their goals, and
 * the content of each chunk of the page. Fails when something is heavier than its limit (its goal, where
 * that holds), or when importing the hook alone brings the form.
 */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** @import { Rolldown } from "vite" */

const root = join(import.meta.dirname, "..");

/** Packages that every app has already, by the package's peer dependencies. */
const peers = /^(react|react-dom|react-hook-form|@tanstack\/react-query)(\/|$)/;

/** The package as it is built: its parts can be had one by one only if the build leaves them apart. */
const library = join(root, "dist-size");
await build({
  root,
  configFile: join(root, "vite.lib.config.ts"),
  logLevel: "error",
  build: { outDir: library, emptyOutDir: true },
});

const part = await bundle(
  `import { Register } from "${library}/index.js"; export const part = Register.UsernameField;`,
);
const core = await bundle(`export * from "/src/core.ts";`);
const hook = await bundle(`export { useRegister } from "/src/index.ts";`);
const card = await bundle(`export { RegisterCard } from "/src/card/index.ts";`);
const element = outputOf(
  await build({
    root,
    configFile: join(root, "vite.element.config.ts"),
    logLevel: "error",
    build: { write: false },
  }),
);
const builtPage = await buildPage();
const atFirst = firstLoad(builtPage);
/** The words of one language come along. */
const page = [...atFirst, ...chunksOf(builtPage).filter(isEnglish)];
const code = page.filter(({ type }) => type === "chunk");
const others = page.filter(({ type }) => type === "asset");

/** Beyond the peers. Where the goal holds, it is the limit. */
const weights = [
  { what: "/core at first, with valibot", bytes: weigh(atOnce(core)), goal: 15_500, limit: 16_100 },
  { what: "useRegister alone, at first", bytes: weigh(atOnce(hook)), goal: 5_000, limit: 6_000 },
  { what: "the card at first", bytes: weigh(atOnce(card)), goal: 35_000, limit: 35_000 },
  {
    what: "one part of the built package",
    bytes: weigh(atOnce(part)),
    goal: 10_000,
    limit: 10_000,
  },
  {
    what: "the element: all of it, with React",
    bytes: weigh(element),
    goal: 400_000,
    limit: 368_000,
  },
  {
    what: "the page's code at first, with English",
    bytes: weigh(code),
    goal: 30_000,
    limit: 41_100,
  },
  {
    what: "the page's document and style",
    bytes: weigh(others),
    goal: 7_000,
    limit: 7_650,
  },
];
for (const { what, bytes, goal, limit } of weights) {
  const over = bytes > limit ? `; ${bytes} bytes are above the limit of ${limit}` : "";
  const verdict = `goal ${kilobytes(goal)}${bytes > goal ? ": MISSED" : ""}${over}`;
  console.log(`${what.padEnd(44)} ${kilobytes(bytes).padStart(8)}  ${verdict}`);
}

console.log("");
for (const chunk of chunksOf(builtPage)) {
  const when = page.includes(chunk) ? "at first" : "later";
  console.log(`${chunk.fileName.padEnd(44)} ${kilobytes(weigh([chunk])).padStart(8)}  ${when}`);
  if (isOfKit(chunk)) for (const line of contentOf(chunk)) console.log(`  ${line}`);
}

const brought = [
  ...modulesIn(hook, /react-hook-form|\/src\/(components|card|page)\//).map(
    (module) => `useRegister alone brings ${module}`,
  ),
  ...modulesIn(atOnce(part), /\/catalogues\//).map((module) => `One part alone brings ${module}`),
];
for (const told of brought) console.log(`${told}, which it must not.`);
const early = page
  .flatMap((file) => (file.type === "chunk" ? file.moduleIds : []))
  .filter((name) => /oauth4webapi|\/tldts|\/src\/redirect\/oauth\//.test(name));
for (const module of early) console.log(`The page loads ${module} at first, which it must not.`);
const words = modulesIn(atFirst, /\/(words|catalogues|locales)\/.*\.json$/);
for (const module of words) console.log(`The page brings ${module} to all, which it must not.`);
const tooHeavy = weights.some(({ bytes, limit }) => bytes > limit);
process.exitCode = tooHeavy || brought.length + early.length + words.length > 0 ? 1 : 0;

/**
 * @typedef {Rolldown.OutputChunk | Rolldown.OutputAsset} Output
 * @param {string} entry
 * @returns {Promise<readonly Output[]>}
 */
async function bundle(entry) {
  const id = "virtual:entry";
  return outputOf(
    await build({
      root,
      configFile: false,
      logLevel: "error",
      publicDir: false,
      plugins: [
        {
          name: "entry",
          resolveId: (source) => (source === id ? id : undefined),
          load: (loaded) => (loaded === id ? entry : undefined),
        },
        {
          // The bundler's own helper for imports that come later is none of the kit's weight.
          name: "no-preload-helper",
          enforce: "pre",
          load: (loaded) =>
            loaded.includes("vite/preload-helper")
              ? "export const __vitePreload = (load) => load();"
              : undefined,
        },
      ],
      build: {
        write: false,
        target: "es2022",
        modulePreload: false,
        rolldownOptions: {
          input: id,
          external: peers,
          preserveEntrySignatures: "strict",
          // As Rollup and webpack do of themselves: what comes at once is one file, here beside its entry.
          output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
        },
      },
    }),
  );
}

async function buildPage() {
  return outputOf(
    await build({
      root,
      logLevel: "error",
      build: { write: false, rolldownOptions: { external: peers } },
    }),
  );
}

/**
 * @param {Awaited<ReturnType<typeof build>>} built
 * @returns {readonly Output[]}
 */
function outputOf(built) {
  // A library's is a list, of one for each format.
  const [first = built, ...others] = Array.isArray(built) ? built : [];
  if (Array.isArray(first) || !("output" in first) || others.length > 0) {
    throw new Error("One build was expected.");
  }
  return first.output;
}

/**
 * What a browser loads before it can show the page: the document, the entry with all it imports at
 * once, and their style.
 *
 * @param {readonly Output[]} output
 */
function firstLoad(output) {
  const byName = new Map(output.map((file) => [file.fileName, file]));
  const documents = output.filter(({ fileName }) => fileName.endsWith(".html"));
  /** @type {Set<Output>} */
  const loaded = new Set(documents);
  /** @param {string} fileName */
  const load = (fileName) => {
    const file = byName.get(fileName);
    if (file === undefined || loaded.has(file)) return;
    loaded.add(file);
    if (file.type !== "chunk") return;
    for (const imported of file.imports) load(imported);
    for (const style of file.viteMetadata?.importedCss ?? []) load(style);
  };
  const named = documents.map((file) => ("source" in file ? String(file.source) : "")).join("\n");
  for (const { fileName } of output) if (named.includes(fileName)) load(fileName);
  return [...loaded];
}

/**
 * The chunks that come with an entry, without those it loads later.
 *
 * @param {readonly Output[]} output
 */
function atOnce(output) {
  const chunks = output.filter((file) => file.type === "chunk");
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  }
  return [...loaded];
}

/**
 * The chunks of an output, the heaviest first.
 *
 * @param {readonly Output[]} output
 */
function chunksOf(output) {
  return output.filter((file) => file.type === "chunk").sort((a, b) => weigh([b]) - weigh([a]));
}

/** @param {Rolldown.OutputChunk} chunk */
function isEnglish({ moduleIds }) {
  return moduleIds.some((name) => name.endsWith("/src/page/words/en/first.json"));
}

/** @param {Rolldown.OutputChunk} chunk */
function isOfKit({ moduleIds }) {
  return moduleIds.some((name) => /\/src\/(?!locales|page\/words).*\.tsx?$/.test(name));
}

/**
 * The rooms in a chunk with their share of its weight, the heaviest first.
 *
 * @param {Rolldown.OutputChunk} chunk
 */
function contentOf(chunk) {
  /** @type {Map<string, number>} */
  const lengths = new Map();
  for (const [name, { renderedLength }] of Object.entries(chunk.modules)) {
    const room = roomOf(name);
    lengths.set(room, (lengths.get(room) ?? 0) + renderedLength);
  }
  const all = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  return [...lengths]
    .sort(([, a], [, b]) => b - a)
    .map(([room, length]) => [room, (length / all) * weigh([chunk])])
    .filter(([, bytes]) => Number(bytes) >= 50)
    .map(([room, bytes]) => `${String(room).padEnd(42)} ${kilobytes(Number(bytes)).padStart(8)}`);
}

/**
 * The room of a module of the kit, or the package of another.
 *
 * @param {string} name
 */
function roomOf(name) {
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name) ?? [];
  return dependency ?? name.replace(`${root}/`, "").replace(/\/[^/]+$/, "");
}

/**
 * The modules of an output, and those that it imports, of which a pattern is true.
 *
 * @param {readonly Output[]} output
 * @param {RegExp} pattern
 */
function modulesIn(output, pattern) {
  return chunksOf(output)
    .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports, ...chunk.moduleIds])
    .filter((name) => pattern.test(name));
}

/** @param {readonly Output[]} output */
function weigh(output) {
  const contents = output.map((file) => (file.type === "chunk" ? file.code : file.source));
  return contents.reduce((bytes, content) => bytes + gzipSync(content, { level: 9 }).length, 0);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
