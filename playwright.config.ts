import { defineConfig } from "@playwright/test";
import { chromiumLaunch, firefoxLaunch } from "./test/browsers.ts";
import { builtPage, devPage } from "./test/e2e/addresses.ts";
import { concernsPageAlone, filesOnReal, leftToReal } from "./test/e2e/leftToReal.ts";
import type { TestOptions } from "./test/e2e/test.ts";

const wantsPictures = Boolean(process.env["SCREENSHOTS"]);

/**
 * The mark of a test whose outcome depends on the browser: of forms, focus and keys, of storage, reloads
 * and the way back, of tabs, windows and locks, of redirects and cookies, of the clipboard and of lost
 * connections. Firefox runs these. What a homeserver answers is the same in each browser.
 */
const dependsOnBrowser = /@firefox/;

/** What `npm test` leaves to the real homeservers that it has got. */
const leftOut = leftToReal((process.env["REAL_HOMESERVERS"] ?? "").split(","));

/** Every scenario is written once, for the fake homeserver and for a real Synapse. */
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
          ...(leftOut && { grepInvert: leftOut }),
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
          testMatch: [...filesOnReal.synapse],
          grepInvert: concernsPageAlone,
          timeout: 120_000,
        },
        {
          name: "dendrite",
          use: { on: "dendrite" },
          fullyParallel: false,
          testMatch: [...filesOnReal.dendrite],
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
