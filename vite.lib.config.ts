import { readdirSync, readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import pkg from "./package.json" with { type: "json" };
import { inLayer } from "./scripts/inLayer.mjs";
import { partEntries } from "./scripts/partEntries.mjs";

const external = [...Object.keys(pkg.peerDependencies), ...Object.keys(pkg.dependencies)];

/** A language is an entry point of its own. */
const locales = Object.fromEntries(
  readdirSync("src/locales/languages").map((file) => {
    const path = `locales/languages/${file.replace(/\.ts$/, "")}`;
    return [path, `src/${path}.ts`];
  }),
);

/** The stylesheet as it is written, and in a layer: no script imports it, so that the app decides whether it wants it. */
const styles: Plugin = {
  name: "styles",
  buildStart() {
    const css = readFileSync("src/card/styles.css", "utf8");
    this.emitFile({ type: "asset", fileName: "styles.css", source: css });
    this.emitFile({ type: "asset", fileName: "styles.layered.css", source: inLayer(css) });
    // TypeScript wants types for an import without a name, too.
    this.emitFile({ type: "asset", fileName: "stylesheet.d.ts", source: "export {};\n" });
  },
};

/** Each part is an entry point of its own, too. */
const parts: Plugin = {
  name: "parts",
  buildStart() {
    const text = readFileSync("src/components/parts.ts", "utf8");
    for (const file of partEntries(text)) this.emitFile({ type: "asset", ...file });
  },
};

/**
 * Whether an import is that of the namespace `Register`. As an external module it stays
 * `export * as Register`; otherwise it becomes an object that no bundler takes apart.
 */
const isParts = (id: string) => id === "./components/parts.js";

export default defineConfig({
  plugins: [react(), styles, parts],
  publicDir: false,
  build: {
    outDir: "dist",
    target: "es2022",
    sourcemap: true,
    minify: false,
    lib: {
      entry: {
        index: "src/index.ts",
        core: "src/core.ts",
        "card/index": "src/card/index.ts",
        "components/parts": "src/components/parts.ts",
        "redirect/oauth/index": "src/redirect/oauth/index.ts",
        ...locales,
        "components/form/password/estimateStrength":
          "src/components/form/password/estimateStrength.ts",
        "testing/index": "src/testing/index.ts",
        "testing/node/index": "src/testing/node/index.ts",
      },
      formats: ["es"],
    },
    rolldownOptions: {
      external: (id) =>
        isParts(id) ||
        id.startsWith("#") ||
        id.startsWith("node:") ||
        external.some((name) => id === name || id.startsWith(`${name}/`)),
      output: {
        preserveModules: true,
        preserveModulesRoot: "src",
        // A catalogue lies beside the module of its language.
        entryFileNames: ({ facadeModuleId }) =>
          facadeModuleId?.endsWith(".json") ? "[name].json.js" : "[name].js",
      },
    },
  },
});
