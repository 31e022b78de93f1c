/**
 * `npm run picture`: takes the pictures at the top of the README from a story of the built Storybook. Their
 * letters are those of an npm package, so that every machine draws the same.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "./browsers.mjs";

const themes = ["light", "dark"];
const storybook = "https://storybook.test/";
const story = "iframe.html?viewMode=story&id=card-playground--playground&args=scenario:open";
const font = createRequire(import.meta.url).resolve(
  "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2",
);
const style = `
  @font-face {
    font-family: Picture;
    font-weight: 100 900;
    src: url(data:font/woff2;base64,${readFileSync(font, "base64")});
  }
  html, body, .surroundings { background: none !important; font-family: Picture !important; }
`;

const executablePath = findBrowser("headlessShell");
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  for (const theme of themes) await take(theme);
} finally {
  await browser.close();
}

/** @param {string} theme */
async function take(theme) {
  const page = await browser.newPage({
    viewport: { width: 460, height: 700 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce",
  });
  await page.route(`${storybook}**`, (route) =>
    route.fulfill({ path: join("storybook-static", new URL(route.request().url()).pathname) }),
  );
  await page.goto(`${storybook}${story}&globals=theme:${theme};a11y.manual:!true`);
  await page.addStyleTag({ content: style });
  await page.getByRole("textbox", { name: "Username" }).fill("alice");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByText("This username is available.").waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page
    .locator(".surroundings")
    .screenshot({ path: `docs/card-${theme}.png`, omitBackground: true });
  await page.close();
}
