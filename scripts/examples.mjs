/**
 * `npm run examples`: packs the package as it would be published, installs it into the apps of
 * `examples/apps`, builds each, and signs up in it in Chromium. Fails when an app writes to the console,
 * or when one part alone is too heavy by one of their bundlers.
 */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "./browsers.mjs";
import { bundlers, limit, weighAtFirst, writeOnePart } from "./examples/onePart.mjs";
import { trySignUp } from "./examples/signUp.mjs";
import { mustRun, packIntoFreshFolder, pnpm } from "./freshApps.mjs";
import { tellVerdicts } from "./verdicts.mjs";

const ours = "matrix-register-kit";
const source = join(import.meta.dirname, "../examples/apps");
const apps = readdirSync(source);

const { folder, tarball } = await packIntoFreshFolder("examples");
cpSync(source, folder, { recursive: true });
for (const app of apps) dependOn(app, `file:${tarball}`);
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify({ packages: apps }));
await mustRun(`cd ${folder} && ${pnpm}`);

const executablePath = findBrowser("headlessShell");
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
// The one that takes longest begins first.
const waiting = ["next", ...apps.filter((app) => app !== "next")];
await Promise.all([tryApps(), tryApps()]);
await browser.close();
tellVerdicts(
  ["app", "made with", "verdict"],
  apps.map((app) => [app, madeWith(app), "signs up, 0 console lines"]),
);

const weights = [];
for (const bundler of bundlers) {
  const { app, command, by } = bundler;
  const inApp = join(folder, app);
  writeOnePart(inApp, bundler);
  await mustRun(`cd ${inApp} && PATH="$PWD/node_modules/.bin:$PATH" ${command}`);
  const bytes = weighAtFirst(inApp);
  if (bytes > limit) throw new Error(`One part by ${app} weighs ${bytes} bytes.`);
  weights.push([app, by, `under ${limit / 1000} kB`]);
}
tellVerdicts(["one part by", "taken as", "verdict"], weights);

/** Tries apps until none is left. */
async function tryApps() {
  for (let app = waiting.shift(); app !== undefined; app = waiting.shift()) {
    const inApp = join(folder, app);
    await mustRun(`cd ${inApp} && NEXT_TELEMETRY_DISABLED=1 npm run build`);
    const withReturn = existsSync(join(inApp, "app/SignUp.tsx"));
    const output = ["dist", "out"].map((name) => join(inApp, name)).find(existsSync) ?? inApp;
    await trySignUp(browser, app, output, { withReturn });
  }
}

/**
 * Has an app depend on the tarball.
 * @param {string} app
 * @param {string} address
 */
function dependOn(app, address) {
  const file = join(folder, app, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  manifest.dependencies[ours] = address;
  writeFileSync(file, JSON.stringify(manifest));
}

/**
 * The dependencies of an app but ours and types, as its manifest has them.
 * @param {string} app
 */
function madeWith(app) {
  const file = join(source, app, "package.json");
  const { dependencies, devDependencies = {} } = JSON.parse(readFileSync(file, "utf8"));
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([name]) => name !== ours && !/^@types\/|loader|-cli$|react-dom|^@rollup/.test(name))
    .map(([name, range]) => `${name} ${range}`)
    .join(", ");
}
