import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The custom element as one file, with React and the styles inside: for pages that have nothing else. */
export default defineConfig({
  plugins: [react()],
  publicDir: false,
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    outDir: "dist/element",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: { index: "src/element/index.ts" }, formats: ["es"] },
    rolldownOptions: {
      // The public suffix list is one constant. Inlined, it would stand at each of its uses.
      optimization: { inlineConst: false },
      output: { codeSplitting: false, entryFileNames: "[name].js", minify: true },
    },
  },
});
