/**
 * Writes src/locales/messages.generated.ts: the keys of en.json with the placeholders of their texts,
 * so that a call with a wrong key or a missing value does not compile. The keys of problems follow from
 * their codes, unless they need values.
 *
 *   node scripts/generate-messages.mjs [--check]   (which writes nothing, and fails if it is stale)
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const catalogue = fileURLToPath(new URL("../src/locales/catalogues/en.json", import.meta.url));
const target = fileURLToPath(new URL("../src/locales/messages.generated.ts", import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = messagesSource(JSON.parse(readFileSync(catalogue, "utf8")));
  if (!process.argv.includes("--check")) writeFileSync(target, source);
  else if (readFileSync(target, "utf8") !== source) {
    console.error("src/locales/messages.generated.ts is not of this en.json: npm run fix");
    process.exitCode = 1;
  }
}

/**
 * @param {Readonly<Record<string, string>>} messages
 * @returns {string}
 */
export function messagesSource(messages) {
  const lines = Object.entries(messages).flatMap(([key, message]) => {
    const values = [...placeholders(message)].map(([name, type]) => `readonly ${name}: ${type}`);
    // These keys follow from the codes of the problems.
    if (values.length === 0 && key.startsWith("problem.")) return [];
    const start = `  readonly "${key}": `;
    const line = `${start}${values.length === 0 ? "undefined" : `{ ${values.join("; ")} }`};`;
    // As the formatter would break it.
    return line.length <= 100 ? line : `${start}{\n    ${values.join(";\n    ")};\n  };`;
  });
  return `// Written by scripts/generate-messages.mjs from en.json.

/** The texts by key, and the values each needs: undefined where it needs none. Without those of problems. */
export interface MessageValues {
${lines.join("\n")}
}
`;
}

/**
 * The names of a text's arguments: a plural or a number takes a number, everything else a string too.
 * @param {string} message
 */
function placeholders(message) {
  const found = new Map();
  for (const [, name, kind] of message.matchAll(/\{\s*([a-zA-Z]\w*)\s*(?:\}|,\s*(\w+))/g)) {
    if (kind !== undefined) found.set(name, "number");
    else if (!found.has(name)) found.set(name, "string | number");
  }
  return found;
}
