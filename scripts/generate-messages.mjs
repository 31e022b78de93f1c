/**
 * Writes what follows from the catalogues in src/locales/catalogues, and in src/page/locales:
 *
 * - `messages.generated.ts`: the keys of en.json with the placeholders of their texts, so that a call with
 *   a wrong key or a missing value does not compile. The keys of problems follow from their codes, unless
 *   they need values.
 * - `words`: a folder for each language, with the texts of each place and their loaders.
 *
 *   node scripts/generate-messages.mjs [--check]   (which writes nothing, and fails if anything is stale)
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pagePlaces, pagePlacesOf, places, placesOf } from "./wordPlaces.mjs";

const locales = fileURLToPath(new URL("../src/locales", import.meta.url));
const page = fileURLToPath(new URL("../src/page", import.meta.url));

/** The folders of the words: of the kit, and of the page. */
const folders = [join(locales, "words"), join(page, "words")];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = generatedFiles();
  const isStale = (/** @type {string} */ path) =>
    !existsSync(path) || readFileSync(path, "utf8") !== wanted.get(path);
  const stale = [...wanted.keys()].filter(isStale);
  const left = wordFiles().filter((path) => !wanted.has(path));
  if (process.argv.includes("--check")) {
    if (stale.length + left.length > 0) {
      console.error(
        `These are not of the catalogues: ${[...stale, ...left].join(", ")}: npm run fix`,
      );
      process.exitCode = 1;
    }
  } else {
    for (const path of left) rmSync(path);
    for (const path of stale) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, wanted.get(path) ?? "");
    }
  }
}

/**
 * The content of each file by its path.
 *
 * @returns {ReadonlyMap<string, string>}
 */
function generatedFiles() {
  const ofKit = cataloguesIn(join(locales, "catalogues"));
  const english = ofKit.find(({ tag }) => tag === "en")?.messages ?? {};
  const [kitWords = "", pageWords = ""] = folders;
  return new Map([
    [join(locales, "messages.generated.ts"), messagesSource(english)],
    ...ofKit.flatMap(({ tag, messages }) => filesIn(join(kitWords, tag), wordsByFile(messages))),
    ...cataloguesIn(join(page, "locales")).flatMap(({ tag, messages }) =>
      filesIn(
        join(pageWords, tag),
        wordsByFile(messages, Object.keys(pagePlaces), pagePlacesOf, [
          "// Those of the kit, so that both come at once.",
          `export { default as kit } from "../../../locales/words/${tag}/words.generated.js";`,
        ]),
      ),
    ),
  ]);
}

/**
 * @param {string} folder
 * @returns {readonly { readonly tag: string, readonly messages: Readonly<Record<string, string>> }[]}
 */
function cataloguesIn(folder) {
  return readdirSync(folder).map((file) => ({
    tag: basename(file, ".json"),
    messages: JSON.parse(readFileSync(join(folder, file), "utf8")),
  }));
}

/**
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} sources
 * @returns {[string, string][]}
 */
function filesIn(folder, sources) {
  return Object.entries(sources).map(([file, source]) => [join(folder, file), source]);
}

function wordFiles() {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => /\.\w+$/.test(path))
        .map((path) => join(folder, path)),
    );
}

/**
 * The files of one language: the texts of each place, and the module that loads them. It brings those of
 * the first screen, so that nothing waits for it twice.
 *
 * @param {Readonly<Record<string, string>>} messages
 * @param {readonly string[]} names
 * @param {(key: string) => readonly string[]} placesOfKey
 * @param {readonly string[]} more lines at the end of the module
 * @returns {Readonly<Record<string, string>>}
 */
export function wordsByFile(
  messages,
  names = Object.keys(places),
  placesOfKey = placesOf,
  more = [],
) {
  const later = names.filter((place) => place !== "first");
  const texts = names.map((place) => {
    const own = Object.entries(messages).filter(([key]) => placesOfKey(key).includes(place));
    return [`${place}.json`, `${JSON.stringify(Object.fromEntries(own), null, 2)}\n`];
  });
  const loaders = later.map((place) => `  ${place}: () => import("./${place}.json"),`);
  const source = `// Written by scripts/generate-messages.mjs from the catalogue of the language.
import first from "./first.json";

/** The words of the first screen, and what loads those of the other places. */
export default {
  first,
${loaders.join("\n")}
};
${more.length === 0 ? "" : `\n${more.join("\n")}\n`}`;
  return { ...Object.fromEntries(texts), "words.generated.ts": source };
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

/** The number of all texts: a locale with fewer lacks some. */
export const messageCount = ${Object.keys(messages).length};
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
