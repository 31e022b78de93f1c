import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./test/browsers.ts";

/** The built Storybook, looked at story by story. */
export default defineConfig({
  testDir: "test/gallery",
  testMatch: "**/*.gallery.ts",
  outputDir: "test-results/gallery",
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  workers: 2,
  reporter: [["list"]],
  timeout: 30_000,
  use: { launchOptions: chromiumLaunch, browserName: "chromium", trace: "off", video: "off" },
  projects: [{ name: "chromium" }],
});
