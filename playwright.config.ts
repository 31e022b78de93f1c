import { defineConfig } from "@playwright/test";
import { chromiumLaunch, firefoxLaunch } from "./test/browsers.ts";
import { builtPage, devPage } from "./test/e2e/addresses.ts";
import type { TestOptions } from "./test/e2e/test.ts";

const port = (address: string) => new URL(address).port;
const wantsPictures = Boolean(process.env["SCREENSHOTS"]);

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
    trace: "retain-on-failure",
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
            "stages.e2e.ts",
            "ownPages.e2e.ts",
            "windows.e2e.ts",
            "signOn.e2e.ts",
            "invitations.e2e.ts",
            "oauth.e2e.ts",
          ],
          // What the account page answers reaches any browser alike.
          grepInvert: /clients may not register|one is looked for|signed in there already/,
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
          testMatch: ["registration.e2e.ts", "stages.e2e.ts", "signOn.e2e.ts", "oauth.e2e.ts"],
          timeout: 120_000,
        },
      ],
  webServer: [
    {
      command: `npx vite --port ${port(devPage)} --strictPort`,
      env: { E2E: "1" },
      url: devPage,
      reuseExistingServer: false,
    },
    {
      command: `npx vite build && npx vite preview --port ${port(builtPage)} --strictPort`,
      url: builtPage,
      reuseExistingServer: false,
    },
  ],
});
