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

/** Every scenario is written once, and run on the fake homeserver and on a real Synapse. */
export default defineConfig<TestOptions>({
  testDir: "test/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  workers: 2,
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: devPage,
    browserName: "chromium",
    launchOptions: chromiumLaunch,
    locale: "en-GB",
    // Recording every test takes as long as the tests.
    trace: process.env["TRACE"] ? "retain-on-failure" : "off",
    video: "off",
  },
  projects: wantsPictures
    ? [{ name: "pictures", testMatch: "**/*.pictures.ts", use: { on: "fake" } }]
    : [
        { name: "fake", use: { on: "fake" } },
        {
          name: "fake-firefox",
          testMatch: [
            "registration.e2e.ts",
            "homeserver.e2e.ts",
            ...stages,
            "ownPages.e2e.ts",
            "windows.e2e.ts",
            "tabs.e2e.ts",
            "signOn.e2e.ts",
            "invitations.e2e.ts",
            "oauth.e2e.ts",
          ],
          use: {
            on: "fake",
            site: builtPage,
            browserName: "firefox",
            channel: "moz-firefox",
            launchOptions: firefoxLaunch,
          },
        },
        // What concerns the page alone is the same on any homeserver.
        {
          name: "synapse",
          use: { on: "synapse" },
          // A file's tests share a worker, and with it the homeservers of their set-ups.
          fullyParallel: false,
          testMatch: ["registration.e2e.ts", ...stages, "signOn.e2e.ts", "oauth.e2e.ts"],
          timeout: 120_000,
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
