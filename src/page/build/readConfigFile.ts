import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reads the `config.json` that the page is built for: `file`, or that of the folder of public files.
 * `undefined` where that folder has none.
 * @throws {Error} when `file` cannot be read, or when it is no JSON
 */
export function readConfigFile(publicDir: string, file?: string): unknown {
  if (file !== undefined) return JSON.parse(readFileSync(file, "utf8"));
  try {
    return JSON.parse(readFileSync(join(publicDir, "config.json"), "utf8"));
  } catch {
    // The page says so, if none is put beside it.
    return undefined;
  }
}
