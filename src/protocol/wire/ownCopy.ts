/** An object of own keys only, without a prototype: no key a server chooses can mean anything else. */
export type OwnKeys = Readonly<Record<string, unknown>>;

/** The deepest answer we read, the policies of a terms stage, nests six deep. */
const maxDepth = 8;

/**
 * Copies a JSON value, each object to one without a prototype.
 * Leaves out what is nested deeper than `depth` containers, so that walking the copy cannot exhaust
 * the stack.
 */
export function ownCopy(value: unknown, depth: number = maxDepth): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return value.map((item) => ownCopy(item, depth - 1));
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    const item = ownCopy((value as OwnKeys)[key], depth - 1);
    if (item !== undefined) copy[key] = item;
  }
  return copy;
}

/** Whether a value is a JSON object: neither an array nor null. */
export function isJsonObject(value: unknown): value is OwnKeys {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
