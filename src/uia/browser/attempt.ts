/**
 * The result of an act, or the one of doing without. Browsers may lack something, refuse it, or throw when it
 * is touched.
 */
export function attempt<Value>(act: () => Value, otherwise: Value): Value {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
