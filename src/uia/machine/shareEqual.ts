/**
 * A plain value with each part that equals its part before replaced by that. Unchanged parts stay the
 * same object, so that nothing is rendered for them.
 */
export function shareEqual<T>(before: unknown, now: T): T {
  if (Object.is(before, now) || !isPlain(before) || !isPlain(now)) return now;
  if (Array.isArray(before) !== Array.isArray(now)) return now;
  const entries = Object.entries(now).map(
    ([key, value]) => [key, shareEqual(before[key], value)] as const,
  );
  const isSame =
    entries.length === Object.keys(before).length &&
    entries.every(([key, value]) => Object.hasOwn(before, key) && Object.is(value, before[key]));
  if (isSame) return before as T;
  const shared = Array.isArray(now)
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries);
  return shared as T;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
