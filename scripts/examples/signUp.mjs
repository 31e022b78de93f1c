import { existsSync, statSync } from "node:fs";
import { extname, join } from "node:path";

/** @import { Browser, BrowserContext, Page } from "playwright-core" */

// Only a build has it: the types are those of its source.
const built = new URL("../../dist/testing/index.js", import.meta.url).href;
/** @type {typeof import("../../src/testing/index.js")} */
const { createFakeHomeserver } = await import(built);

const types = new Map([
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".css", "text/css"],
]);

/**
 * Signs up in a built app.
 *
 * @param {Browser} browser
 * @param {string} app its name
 * @param {string} files the folder that its build wrote
 * @param {{ withReturn: boolean }} options `withReturn`: whether a user also comes back from a sign-on
 * @throws {Error} when nobody can sign up there, or the console has a line
 */
export async function trySignUp(browser, app, files, { withReturn }) {
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
  await serve(context, site, files);
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
  if (withReturn) await tryReturn(page, site);
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
