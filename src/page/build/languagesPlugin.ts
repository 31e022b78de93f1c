import { resolve } from "node:path";
import type { Plugin } from "vite";

/**
 * Builds the page without English in its first code. Every language is one chunk there, and only that of
 * the visitor is loaded.
 */
export function languagesPlugin(): Plugin {
  let root = "";
  return {
    name: "page-languages",
    enforce: "pre",
    apply: "build",
    configResolved(config) {
      ({ root } = config);
    },
    async resolveId(source, importer, options) {
      if (!source.endsWith("/languageSources.js")) return undefined;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const isOfKit = found?.id === resolve(root, "src/locales/languageSources.ts");
      return isOfKit ? resolve(root, "src/page/languages/lateLanguages.ts") : found;
    },
  };
}
