/**
 * The steps of `npm run check`: as fast as may be, from what the last run left in the cache.
 */
import { spawnSync } from "node:child_process";
import { ofVitest } from "./readers.mjs";
import { vitest } from "./steps.mjs";

/** @import { Step } from "./steps.mjs" */

const cache = "node_modules/.cache";

/** @type {readonly Step[]} */
export const checks = [
  {
    name: "types",
    seconds: 10,
    minutes: 6,
    command: `npm run check:types -- --incremental --tsBuildInfoFile ${cache}/tsc.json`,
  },
  { name: "lint", seconds: 20, minutes: 6, command: "npm run check:lint" },
  {
    name: "spelling",
    seconds: 5,
    minutes: 2,
    command: `npm run check:spelling -- --cache --cache-strategy content --cache-location ${cache}/cspell`,
  },
  {
    name: "related",
    seconds: 30,
    minutes: 10,
    command: `${vitest("unit", "dom")} --changed ${base()} --passWithNoTests`,
    reader: ofVitest,
    mayRunNone: true,
  },
];

/** Finds what changes are counted from: `main` here, else that of where this was cloned from. */
function base() {
  const names = ["main", "origin/main"];
  return (
    names.find((name) => spawnSync("git", ["rev-parse", "--verify", name]).status === 0) ?? "HEAD"
  );
}
