import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { minifySync } from "vite";

/** Packages that every app has already, by the package's dependencies on them. */
const peers = ["react", "react-dom", "react-hook-form", "@tanstack/react-query"];

/** The ways to one part, by its name in the table. */
const entries = {
  "`Register.UsernameField`": `
    import { Register } from "matrix-register-kit";
    globalThis.part = Register.UsernameField;
  `,
  "`/parts/UsernameField`": `
    import { UsernameField } from "matrix-register-kit/parts/UsernameField";
    globalThis.part = UsernameField;
  `,
};

const esbuild = `esbuild one.js --bundle --minify --splitting --format=esm --target=es2022 --outdir=one ${peers
  .map((name) => `--external:${name}`)
  .join(" ")}`;

/**
 * The apps that have a bundler, with the command that bundles `one.js` into `one/`, and the way to the part.
 * @satisfies {readonly { app: string, command: string, by: keyof typeof entries }[]}
 */
export const bundlers = /** @type {const} */ ([
  {
    app: "vite-react-19",
    command: "vite build -c one.config.mjs",
    by: "`Register.UsernameField`",
  },
  { app: "webpack", command: "webpack -c one.config.cjs", by: "`Register.UsernameField`" },
  { app: "rollup", command: "rollup -c one.config.mjs", by: "`Register.UsernameField`" },
  { app: "esbuild", command: esbuild, by: "`/parts/UsernameField`" },
]);

/** The bytes that one part may weigh at first. */
export const limit = 8000;

const isPeer = `(id) => ${JSON.stringify(peers)}.some((name) => id === name || id.startsWith(name + "/"))`;
const output = `{ dir: "one", format: "es", entryFileNames: "one.js" }`;

/** @type {Readonly<Record<string, readonly [name: string, text: string]>>} */
const configs = {
  "vite-react-19": [
    "one.config.mjs",
    `export default { build: { outDir: "one", target: "es2022", modulePreload: false, rolldownOptions: { input: "one.js", external: ${isPeer}, output: { entryFileNames: "one.js" } } } };`,
  ],
  rollup: [
    "one.config.mjs",
    `import { nodeResolve } from "@rollup/plugin-node-resolve";
     export default { input: "one.js", output: ${output}, external: ${isPeer}, plugins: [nodeResolve({ browser: true })] };`,
  ],
  webpack: [
    "one.config.cjs",
    `const base = require("./webpack.config.cjs");
     const isPeer = ${isPeer};
     module.exports = { ...base, entry: "./one.js", experiments: { outputModule: true }, externalsType: "module",
       externals: [({ request }, done) => isPeer(request) ? done(null, "module " + request) : done()],
       output: { path: __dirname + "/one", filename: "one.js", module: true } };`,
  ],
};

/**
 * Writes one part as the entry of an app that has a bundler.
 *
 * @param {string} folder
 * @param {typeof bundlers[number]} bundler
 */
export function writeOnePart(folder, { app, by }) {
  writeFileSync(join(folder, "one.js"), entries[by]);
  const [name, text] = configs[app] ?? [];
  if (name !== undefined && text !== undefined) writeFileSync(join(folder, name), text);
}

/**
 * Weighs what a browser loads at first, minified and gzipped.
 *
 * @param {string} folder
 * @returns {number} bytes
 */
export function weighAtFirst(folder) {
  /** @type {Set<string>} */
  const files = new Set([join(folder, "one/one.js")]);
  let bytes = 0;
  // A set is walked through to what is added on the way.
  for (const file of files) {
    const { code } = minifySync(file, readFileSync(file, "utf8"));
    bytes += gzipSync(code, { level: 9 }).length;
    for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["'`]/g)) {
      files.add(join(dirname(file), name ?? ""));
    }
  }
  return bytes;
}
