/**
 * `npm run examples`: packs the package as it would be published, installs it into the apps of
 * `examples/apps`, builds each, and signs up in it in Chromium. Fails when an app writes to the console.
 */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "./browsers.mjs";
import { endCommandsWithUs, runCommand } from "./runCommand.mjs";
import { tellVerdicts } from "./verdicts.mjs";

/** @import { BrowserContext, Page } from "playwright-core" */

// Only a build has it: the types are those of its source.
const built = new URL("../dist/testing/index.js", import.meta.url).href;
/** @type {typeof import("../src/testing/index.js")} */
const { createFakeHomeserver } = await import(built);

const apps = readdirSync(join(import.meta.dirname, "../examples/apps"));
const ours = "matrix-register-kit";
const types = new Map([
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".css", "text/css"],
]);

endCommandsWithUs();
const folder = mkdtempSync(join(tmpdir(), "matrix-register-kit-examples-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

await mustRun(`npm pack --ignore-scripts --pack-destination ${folder}`);
const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
cpSync(join(import.meta.dirname, "../examples/apps"), folder, { recursive: true });
for (const app of apps) dependOn(app, `file:${join(folder, tarball ?? "")}`);
// They share one install, but for the one with a React of its own.
const workspaces = apps.filter((app) => app !== "vite-react-18");
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, workspaces }));
const install = "npm install --no-audit --no-fund --prefer-offline";
await mustRun(`cd ${folder} && ${install} && cd vite-react-18 && ${install} --workspaces=false`);

const executablePath = findBrowser("headlessShell");
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
const rows = [];
for (const app of apps) {
  await mustRun(`cd ${join(folder, app)} && NEXT_TELEMETRY_DISABLED=1 npm run build`);
  await trySignUp(app);
  rows.push([app, madeWith(app), "signs up, 0 console lines"]);
}
await browser.close();
tellVerdicts(["app", "made with", "verdict"], rows);

/**
 * @param {string} app
 * @throws {Error} when nobody can sign up there, or the console has a line
 */
async function trySignUp(app) {
  const context = await browser.newContext({ locale: "en-GB" });
  const lines = /** @type {string[]} */ ([]);
  const site = `https://${app}.test/`;
  const fake = createFakeHomeserver({
    serverName: "example.org",
    baseUrl: "https://matrix.example.org",
  });
  await context.route(/^https:\/\/(matrix\.)?example\.org\//, async (route) => {
    const request = route.request();
    const init = { method: request.method(), headers: request.headers(), body: request.postData() };
    const response = await fake.handle(new Request(request.url(), init));
    const headers = Object.fromEntries(response.headers);
    await route.fulfill({ status: response.status, headers, body: await response.text() });
  });
  await serve(context, site, outputOf(app));
  const page = await context.newPage();
  page.on("console", (message) => {
    // The browser's own line for an answer that is no success: a stage to do, or a path that is not there.
    const isOfBrowser = message.location().url.startsWith("https://matrix.example.org/");
    if (!isOfBrowser) lines.push(message.text());
  });
  page.on("pageerror", (error) => lines.push(error.message));
  await page.goto(site);
  await page.getByRole("textbox", { name: "Username" }).fill("alice");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("@alice:example.org").first().waitFor();
  if (page.url() !== site) throw new Error(`${app} went to ${page.url()}`);
  if (fake.accounts.every(({ userId }) => userId !== "@alice:example.org")) {
    throw new Error(`${app} made no account`);
  }
  if (existsSync(join(folder, app, "app/SignUp.tsx"))) await tryReturn(page, site);
  if (lines.length > 0) throw new Error(`${app} writes to the console:\n${lines.join("\n")}`);
  await context.close();
}

/**
 * A user comes back from a sign-on to what the server rendered.
 * @param {Page} page
 * @param {string} site
 */
async function tryReturn(page, site) {
  await page.goto(`${site}?sso_return=unknown&loginToken=token`);
  await page.getByRole("button", { name: "Start again" }).click();
  await page.getByRole("textbox", { name: "Username" }).waitFor();
}

/**
 * Serves the files of a folder at an address.
 * @param {BrowserContext} context
 * @param {string} site
 * @param {string} files
 */
async function serve(context, site, files) {
  await context.route(`${site}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(files, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const isFile = existsSync(path) && statSync(path).isFile();
    const contentType = types.get(extname(path)) ?? "text/plain";
    await route.fulfill(isFile ? { path, contentType } : { status: 404, body: "" });
  });
}

/** @param {string} app */
function outputOf(app) {
  const dist = join(folder, app, "dist");
  return existsSync(dist) ? dist : join(folder, app, "out");
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
  const file = join(import.meta.dirname, "../examples/apps", app, "package.json");
  const { dependencies, devDependencies = {} } = JSON.parse(readFileSync(file, "utf8"));
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([name]) => name !== ours && !/^@types\/|loader|-cli$|react-dom/.test(name))
    .map(([name, range]) => `${name} ${range}`)
    .join(", ");
}

/**
 * @param {string} command
 * @throws {Error} with its output, when it fails
 */
async function mustRun(command) {
  const { exitCode, output } = await runCommand(command, { minutes: 3 });
  if (exitCode !== 0) throw new Error(`${command}\n${output}`);
}
