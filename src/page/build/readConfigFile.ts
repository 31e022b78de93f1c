import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reads the `config.json` that the page is built for: `file`, or that of the folder of public files.
 * `undefined` where that folder has none: the page says so, if none is put beside it.
 * @throws {Error} when the file cannot be read, or is no JSON
 */
export function readConfigFile(publicDir: string, file?: string): unknown {
  const own = join(publicDir, "config.json");
  if (file === undefined && !existsSync(own)) return undefined;
  return parseConfigFile(file ?? own);
}

/**
 * Reads a `config.json`, also one that begins with the mark of a Windows editor.
 * @throws {Error} when it cannot be read, or is no JSON, which it says in one line
 */
export function parseConfigFile(file: string): unknown {
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new Error(`${file} is no JSON. ${why}`, { cause: error });
  }
}
