/** Whether properties are tried in full: in CI, and where `FULL` says so. */
export const inFull = Boolean(process.env["CI"] ?? process.env["FULL"]);

/**
 * How often a property is tried: a fifth of the full number where that would keep a person waiting, and
 * with `FEW`, where each mutant is tried, a fortieth.
 */
export function runs(full: number): number {
  if (process.env["FEW"]) return Math.ceil(full / 40);
  return inFull ? full : Math.ceil(full / 5);
}
