import { defineConfig } from "vitest/config";

/** The tests that `scripts/mutation.mjs` tries mutants on, with few runs of each property. */
export default defineConfig({
  test: {
    environment: "node",
    include: (process.env["MUTATION_TESTS"] ?? "test/uia/**").split(" "),
    exclude: ["**/!(*.test).ts"],
    setupFiles: ["test/setup.ts", "test/setupProperties.ts", "test/setupMutation.ts"],
    // A mutant that waits for ever costs this much. Tests that take long have a time of their own.
    testTimeout: 4_000,
    isolate: false,
    env: { SEED: "1", FEW: "1" },
  },
});
