import type { Plugin } from "vite";

/**
 * Lets the chunk "early" of the built page run as soon as it is loaded. The page's own script imports it
 * too, and is larger.
 */
export function earlyScriptPlugin(): Plugin {
  return {
    name: "page-early-script",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const early = Object.values(bundle).find(
          (file) => file.type === "chunk" && file.name === "early",
        );
        if (early === undefined) throw new Error('The page is built without its chunk "early".');
        return [
          {
            tag: "script",
            attrs: { type: "module", async: true, crossorigin: true, src: `./${early.fileName}` },
            injectTo: "head",
          },
        ];
      },
    },
  };
}
