/** Whether properties are tried in full: in CI, and where `FULL` says so. */
export const inFull = Boolean(process.env["CI"] ?? process.env["FULL"]);

/** How often a property is tried: a fifth of the full number where that would keep a person waiting. */
export function runs(full: number): number {
  return inFull ? full : Math.ceil(full / 5);
}
