/**
 * The files that make each part an entry of its own. A bundler that reads all parts for one of them, as
 * esbuild does, also takes their shared code into the first load.
 *
 * @param {string} parts the text of `src/components/parts.ts`
 * @returns {readonly { readonly fileName: string, readonly source: string }[]}
 */
export function partEntries(parts) {
  return [...parts.matchAll(/export \{([^}]+)\} from "\.\/([^"]+)";/g)].flatMap(
    ([, names = "", path]) =>
      (names.match(/\w+/g) ?? []).flatMap((name) => {
        const source = `export { ${name} } from "../components/${path}";\n`;
        return ["js", "d.ts"].map((kind) => ({ fileName: `parts/${name}.${kind}`, source }));
      }),
  );
}
