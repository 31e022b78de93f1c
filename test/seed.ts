import { randomInt } from "node:crypto";
import { inFull } from "./runs.js";

/**
 * Chooses the seed of a run's properties and prints it: with `SEED=<it>` they draw the same once more. In CI
 * it is always the same, so that a commit has one verdict; every other run draws anew.
 */
export default function chooseSeed(): void {
  const seed = process.env["SEED"] ?? (process.env["CI"] ? "1" : String(randomInt(2 ** 31)));
  process.env["SEED"] = seed;
  console.log(
    `unit: properties with SEED=${seed}${inFull ? "" : ", a fifth of their full number"}`,
  );
}
