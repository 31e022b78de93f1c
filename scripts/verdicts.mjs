import { readFileSync } from "node:fs";
import { join } from "node:path";

const document = join(import.meta.dirname, "../docs/apps.md");

/**
 * Prints a table of what was tried, row by row with its verdict.
 *
 * @param {readonly string[]} heading
 * @param {readonly (readonly string[])[]} rows
 * @throws {Error} when docs/apps.md does not show the same table
 */
export function tellVerdicts(heading, rows) {
  const lines = [heading, heading.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  const table = `${lines.join("\n")}\n`;
  console.log(table);
  if (!readFileSync(document, "utf8").includes(table)) {
    throw new Error(`docs/apps.md does not show this table. Write it there:\n${table}`);
  }
}
