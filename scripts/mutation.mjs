/**
 * `npm run test:mutation [part…]`: changes the source in one place at a time, and counts the changes that
 * the tests notice. A part is a folder with the tests that are about it. Notes for the documents are left
 * out. Writes `mutation/<part>.json`, and fails below 90 %. docs/mutation.md tells what is left.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";

/** @type {Readonly<Record<string, { readonly mutate: string, readonly tests: string }>>} */
const parts = {
  machine: {
    mutate: "src/uia/machine/**/*.ts,!src/uia/machine/problems/*{Problems,Table}.ts",
    tests:
      "test/uia/machine/**/*.test.ts test/uia/run/usernames.test.ts test/uia/run/formStages.test.ts",
  },
  run: {
    mutate: "src/uia/run/**/*.ts",
    tests: "test/uia/run/**/*.test.ts test/security/*.test.ts",
  },
  redirect: {
    mutate: "src/redirect/**/*.ts,!src/redirect/redirectProblems.ts",
    tests: "test/redirect/**/*.test.ts test/security/**/*.test.ts",
  },
  protocol: {
    mutate: "src/protocol/**/*.ts",
    // Tests that load modules anew are left out. Constants would count as reached by them.
    tests:
      "test/protocol/**/*.test.ts test/discovery/!(lateReason).test.ts test/security/!(cost).test.ts test/security/corpus/*.test.ts",
  },
};

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(parts);
mkdirSync("mutation", { recursive: true });
for (const name of names) {
  const part = parts[name];
  if (part === undefined)
    throw new Error(`No such part: ${name}. ${Object.keys(parts).join(", ")}`);
  const { status } = spawnSync("npx", ["stryker", "run", "--mutate", part.mutate], {
    stdio: "inherit",
    env: { ...process.env, MUTATION_TESTS: part.tests },
  });
  const report = "reports/mutation/mutation.json";
  if (existsSync(report)) renameSync(report, `mutation/${name}.json`);
  if (status !== 0) process.exitCode = 1;
}
