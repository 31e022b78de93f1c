import react from "@vitejs/plugin-react";

import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { contentSecurityPolicyPlugin } from "./src/page/build/contentSecurityPolicyPlugin.ts";
import { earlyScriptPlugin } from "./src/page/build/earlyScriptPlugin.ts";

import { firstScreenPlugin } from "./src/page/build/firstScreenPlugin.ts";
import { languagesPlugin } from "./src/page/build/languagesPlugin.ts";
import { homeserverConfigPlugin } from "./src/page/dev/homeserverConfigPlugin.ts";
import { fakeHomeserverPlugin } from "./src/testing/dev/fakeHomeserverPlugin.ts";

const pageDependencies = [
  "react",
  "react-dom/client",
  "react/jsx-dev-runtime",
  "react-hook-form",
  "@tanstack/react-query",
  "valibot",
];

/**
 * One chunk for all that the first screen needs, and one for each place that comes after it. A small one is
 * there before them, and asks the first questions.
 */
const chunks = [
  // With the bundler's own helpers, for which all others would wait.
  { name: "early", test: /\/src\/page\/early\.ts$|rolldown\/runtime/, priority: 10 },
  { name: "page", tags: ["$initial" as const], priority: 9 },
  {
    name: "run",
    test: /\/src\/(page\/NextSteps|components\/late\/afterForm|uia\/run\/createRegistration|uia\/machine\/validateAccount|react\/username\/availabilityRequests)\.tsx?$/,
    priority: 3,
  },
  { name: "fields", test: /\/src\/components\/late\/fields\.ts$/, priority: 2 },
  { name: "methods", test: /\/src\/components\/late\/methods\.ts$/, priority: 1 },
];

/** Late code is small, and brings no styles: the bundler's helper for that would weigh more. */
const noPreloadHelper: Plugin = {
  name: "page-no-preload-helper",
  enforce: "pre",
  apply: "build",
  load: (id) =>
    id.includes("vite/preload-helper")
      ? "export const __vitePreload = (load) => load();"
      : undefined,
};

export default defineConfig({
  // Relative paths: the built page works in any folder of any static host.
  base: "./",
  // The examples import the package by its name, as its users do.
  resolve: { tsconfigPaths: true },
  plugins: [
    react(),
    noPreloadHelper,
    languagesPlugin(),
    homeserverConfigPlugin(),
    fakeHomeserverPlugin(),
    earlyScriptPlugin(),
    firstScreenPlugin(process.env["PAGE_CONFIG"]),
    contentSecurityPolicyPlugin(process.env["CAPTCHA_HOST"], process.env["PAGE_CONFIG"]),
  ],
  build: {
    outDir: "dist-page",
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      // The public suffix list is one constant. Inlined, it would stand at each of its uses.
      optimization: { inlineConst: false },
      output: { codeSplitting: { groups: chunks } },
    },
  },
  server: {
    host: "127.0.0.1",
    watch: { ignored: ["**/.synapse/**"] },
    // Ready before the first visit, which a late discovery would reload.
    warmup: { clientFiles: ["./src/page/main.tsx", "./src/page/dev/DevPage.tsx"] },
  },
  // The apps of examples/ have packages of their own.
  optimizeDeps: { entries: ["index.html"], include: pageDependencies },
  preview: { host: "127.0.0.1" },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{conformance,deploy}/**"],
          globalSetup: ["test/seed.ts"],
          setupFiles: ["test/setup.ts", "test/setupProperties.ts"],
          testTimeout: 20_000,
          benchmark: { include: ["test/bench/*.bench.ts"] },
          // Nothing here remembers anything from test to test: each module is loaded once.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "dom",
          environment: "jsdom",
          include: ["test/**/*.test.tsx"],
          benchmark: { include: ["test/bench/*.bench.tsx"] },
          setupFiles: ["test/setup.ts", "test/setupDom.ts"],
          testTimeout: 20_000,
          isolate: false,
          // Files of two projects in turn would have each load its modules anew.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "conformance",
          environment: "node",
          include: ["test/conformance/**/*.test.ts"],
          globalSetup: ["test/conformance/report.ts"],
          // A worker loads Synapse once, for the homeservers of all its files.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "deploy",
          environment: "node",
          include: ["test/deploy/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
