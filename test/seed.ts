import { randomInt } from "node:crypto";
import { inFull } from "./runs.js";

/** Chooses the seed of a run's properties and prints it: with `SEED=<it>` they draw the same once more. */
export default function chooseSeed(): void {
  const seed = process.env["SEED"] ?? String(randomInt(2 ** 31));
  process.env["SEED"] = seed;
  console.log(
    `unit: properties with SEED=${seed}${inFull ? "" : ", a fifth of their full number"}`,
  );
}
