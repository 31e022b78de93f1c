/**
 * `npm run check:config [FILE]`: says key by key what is wrong in a `config.json` of the page, and what its
 * homeservers offer. Default: `public/config.json`. Fails where something is wrong.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** @typedef {typeof import("../src/page/config/checkPageConfig.js")} CheckPageConfig */

const [file = "public/config.json"] = process.argv.slice(2);
const source = fileURLToPath(new URL("../src/page/config/checkPageConfig.ts", import.meta.url));
/** @type {{ module: CheckPageConfig }} */
const { module } = await runnerImport(source, { configFile: false, logLevel: "error" });

const findings = await module.checkPageConfig(JSON.parse(readFileSync(file, "utf8")));
for (const { level, about, text } of findings) console.log(`${level.padEnd(7)}  ${about}: ${text}`);
if (findings.every(({ level }) => level === "ok")) console.log(`${file} is right.`);
process.exitCode = findings.some(({ level }) => level === "fault") ? 1 : 0;
