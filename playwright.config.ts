import { defineConfig } from "@playwright/test";
import { chromiumLaunch, firefoxLaunch } from "./test/browsers.ts";
import { builtPage, devPage } from "./test/e2e/addresses.ts";
import type { TestOptions } from "./test/e2e/test.ts";

const wantsPictures = Boolean(process.env["SCREENSHOTS"]);

/** The stages, alone and together. */
const stages = [
  "tokenAndTerms.e2e.ts",
  "captchaStage.e2e.ts",
  "emailStage.e2e.ts",
  "phoneStage.e2e.ts",
  "captchaTermsEmail.e2e.ts",
  "otherFlows.e2e.ts",
];

/**
 * The mark of a test whose outcome depends on the browser: of forms, focus and keys, of storage, reloads
 * and the way back, of tabs, windows and locks, of redirects and cookies, of the clipboard and of lost
 * connections. Firefox runs these. What a homeserver answers is the same in each browser.
 */
const dependsOnBrowser = /@firefox/;

/**
 * The mark of a test in a file of the real homeserver's that shows nothing of it: of what the page does
 * with the form or while it waits, or of what account pages of our own say. The fake one is enough.
 */
const concernsPageAlone = /@page/;

/** Every scenario is written once, and run on the fake homeserver and on a real Synapse. */
export default defineConfig<TestOptions>({
  testDir: "test/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  // A busy machine can be too slow for a test. `npm test` names each that needed its second try.
  retries: process.env["CI"] ? 1 : 0,
  workers: 2,
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: devPage,
    browserName: "chromium",
    launchOptions: chromiumLaunch,
    locale: "en-GB",
    // Motion that nothing looks at takes a tenth of the time. Firefox has it.
    contextOptions: { reducedMotion: "reduce" },
    // Recording every test takes as long as the tests.
    trace: process.env["TRACE"] ? "retain-on-failure" : "off",
    video: "off",
  },
  projects: wantsPictures
    ? [{ name: "pictures", testMatch: "**/*.pictures.ts", use: { on: "fake" } }]
    : [
        {
          name: "fake",
          // Firefox alone can be told to refuse all cookies.
          testIgnore: "cookiesRefused.e2e.ts",
          use: { on: "fake", site: builtPage },
        },
        {
          name: "fake-firefox",
          grep: dependsOnBrowser,
          use: {
            on: "fake",
            site: builtPage,
            browserName: "firefox",
            channel: "moz-firefox",
            contextOptions: {},
            launchOptions: firefoxLaunch,
          },
        },
        {
          name: "synapse",
          use: { on: "synapse" },
          // A file's tests share a worker, and with it the homeservers of their set-ups.
          fullyParallel: false,
          testMatch: ["registration.e2e.ts", ...stages, "signOn.e2e.ts", "oauth.e2e.ts"],
          grepInvert: concernsPageAlone,
          timeout: 120_000,
        },
        {
          name: "dendrite",
          use: { on: "dendrite" },
          fullyParallel: false,
          testMatch: "dendrite.e2e.ts",
        },
      ],
  webServer: {
    command: `node test/e2e/servePages.mjs ${new URL(devPage).port} ${new URL(builtPage).port}`,
    // The last that it serves.
    url: builtPage,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
