/**
 * `npm run check:config [FILE]`: says key by key what is wrong in a `config.json` of the page, and what its
 * homeservers offer. Default: `public/config.json`. Fails where something is wrong.
 */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** @typedef {typeof import("../src/page/config/checkPageConfig.js")} CheckPageConfig */
/** @typedef {typeof import("../src/page/build/readConfigFile.js")} ReadConfigFile */

const [file = "public/config.json"] = process.argv.slice(2);
/** @type {CheckPageConfig} */
const { checkPageConfig } = await load(
  new URL("../src/page/config/checkPageConfig.ts", import.meta.url),
);
/** @type {ReadConfigFile} */
const { parseConfigFile } = await load(
  new URL("../src/page/build/readConfigFile.ts", import.meta.url),
);

const findings = await checkPageConfig(readOrEnd());
for (const { level, about, text } of findings) console.log(`${level.padEnd(7)}  ${about}: ${text}`);
if (findings.every(({ level }) => level === "ok")) console.log(`${file} is right.`);
process.exitCode = findings.some(({ level }) => level === "fault") ? 1 : 0;

/** Reads the file; says in one line why it cannot, and ends. */
function readOrEnd() {
  try {
    return parseConfigFile(file);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * @param {URL} source
 * @returns {Promise<any>}
 */
async function load(source) {
  return (await runnerImport(fileURLToPath(source), { configFile: false, logLevel: "error" }))
    .module;
}
