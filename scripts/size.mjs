/**
 * `npm run size`: what the package and the page weigh, minified and gzipped, beside their goals.
 * Fails when something grew beyond its limit, or when importing the hook alone brings the form.
 */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** @import { Rolldown } from "vite" */

const root = join(import.meta.dirname, "..");

/** What every host has already, by the package's peer dependencies. */
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
const page = firstLoad(await buildPage());
const code = page.filter(({ type }) => type === "chunk");
const others = page.filter(({ type }) => type === "asset");

const weights = [
  { what: "/core, with valibot", bytes: weigh(atOnce(core)), goal: 12_000, limit: 29_000 },
  { what: "useRegister alone, beyond the peers", bytes: weigh(hook) },
  { what: "one part of the built package", bytes: weigh(atOnce(part)), limit: 10_000 },
  {
    what: "the page's code at first, beyond the peers",
    bytes: weigh(code),
    goal: 25_000,
    limit: 67_500,
  },
  { what: "the page's document and style", bytes: weigh(others) },
];
for (const { what, bytes, goal } of weights) {
  const verdict = goal && `goal ${kilobytes(goal)}${bytes > goal ? ": MISSED" : ""}`;
  console.log([what.padEnd(44), kilobytes(bytes).padStart(8), verdict].filter(Boolean).join("  "));
}

const brought = unwantedIn(hook);
for (const module of brought) console.log(`useRegister alone brings ${module}, which it must not.`);
const early = page
  .flatMap((file) => (file.type === "chunk" ? file.moduleIds : []))
  .filter((name) => /oauth4webapi|\/tldts|\/src\/redirect\/oauth\//.test(name));
for (const module of early) console.log(`The page loads ${module} at first, which it must not.`);
const tooHeavy = weights.some(({ bytes, limit }) => limit && bytes > limit);
process.exitCode = tooHeavy || brought.length + early.length > 0 ? 1 : 0;

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
        rolldownOptions: { input: id, external: peers, preserveEntrySignatures: "strict" },
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
  if (Array.isArray(built) || !("output" in built)) throw new Error("One build was expected.");
  return built.output;
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

/** @param {readonly Output[]} output */
function unwantedIn(output) {
  return output
    .filter((file) => file.type === "chunk")
    .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports, ...chunk.moduleIds])
    .filter((name) => /react-hook-form|\/src\/(components|card|page)\//.test(name));
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
