/**
 * `npm run build:page`: builds the page into `dist-page/`, with its first screen in the HTML where
 * `public/config.json` names a homeserver. `-- --config FILE` takes another file for it. Further arguments
 * are Vite's.
 */
import { runCommand } from "./runCommand.mjs";

const args = process.argv.slice(2);
const at = args.indexOf("--config");
const [, file] = at === -1 ? [] : args.splice(at, 2);
if (at !== -1 && file === undefined) {
  console.error("--config wants the path of a config.json.");
  process.exit(1);
}
const { exitCode } = await runCommand(["vite build", ...args.map(quoted)].join(" "), {
  minutes: 10,
  env: file === undefined ? {} : { PAGE_CONFIG: file },
  onOutput: (text) => process.stdout.write(text),
});
process.exitCode = exitCode ?? 1;

/** @param {string} argument */
function quoted(argument) {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}
