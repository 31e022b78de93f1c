import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reads the `config.json` that the page is built for: `file`, or that of the folder of public files.
 * `undefined` where that folder has none that can be read.
 * @throws {Error} when `file` cannot be read, or is no JSON
 */
export function readConfigFile(publicDir: string, file?: string): unknown {
  if (file !== undefined) return parseConfigFile(file);
  try {
    return parseConfigFile(join(publicDir, "config.json"));
  } catch {
    // The page says so, if none is put beside it.
    return undefined;
  }
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
