import { defineConfig } from "@playwright/test";
import { chromiumLaunch, firefoxLaunch } from "./test/browsers.ts";

/**
 * The built Storybook, looked at story by story. The pictures are for people's eyes, and are taken when
 * they are asked for: `npm run pictures`.
 */
export default defineConfig({
  testDir: "test/gallery",
  testMatch: "*.gallery.ts",
  outputDir: "test-results/gallery",
  expect: {
    toMatchAriaSnapshot: { pathTemplate: "{testDir}/trees/{arg}{ext}" },
    // Letters are drawn a little differently from machine to machine; a lost border of an input is 600.
    toHaveScreenshot: {
      pathTemplate: "{testDir}/look/{arg}{ext}",
      maxDiffPixels: 250,
      threshold: 0.3,
    },
  },
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  // A busy machine can be too slow for a test. `npm test` names each that needed its second try.
  retries: process.env["CI"] ? 1 : 0,
  workers: 2,
  reporter: [["list"]],
  timeout: 60_000,
  use: { launchOptions: chromiumLaunch, browserName: "chromium", trace: "off", video: "off" },
  projects: process.env["PICTURES"]
    ? [
        { name: "pictures", testMatch: "every.pictures.ts", timeout: 60_000 },
        { name: "sheets", testMatch: "sheets.pictures.ts" },
      ]
    : [
        {
          name: "firefox",
          // It takes long to start, and leaves the other worker to Chromium.
          workers: 1,
          grep: /@every-browser/,
          use: {
            browserName: "firefox",
            channel: "moz-firefox",
            launchOptions: {
              ...firefoxLaunch,
              firefoxUserPrefs: {
                ...firefoxLaunch.firefoxUserPrefs,
                // What a page is opened with does not reach a stock Firefox.
                "ui.prefersReducedMotion": 1,
              },
            },
          },
        },
        { name: "chromium" },
      ],
});
