import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import pkg from "./package.json" with { type: "json" };

const external = [...Object.keys(pkg.peerDependencies), ...Object.keys(pkg.dependencies)];

/** The stylesheet as it is written: no script imports it, so that a host decides whether it wants it. */
const styles: Plugin = {
  name: "styles",
  buildStart() {
    this.emitFile({
      type: "asset",
      fileName: "styles.css",
      source: readFileSync("src/card/styles.css"),
    });
  },
};

export default defineConfig({
  plugins: [react(), styles],
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
        "locales/en": "src/locales/en.ts",
        "locales/de": "src/locales/de.ts",
        "testing/index": "src/testing/index.ts",
      },
      formats: ["es"],
    },
    rolldownOptions: {
      external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
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
