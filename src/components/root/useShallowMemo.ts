"use client";
import { useState } from "react";

/** An object that stays the same as long as each of its values does. */
export function useShallowMemo<Value extends object>(value: Value): Value {
  const [kept, setKept] = useState(value);
  if (kept === value || isShallowEqual(kept, value)) return kept;
  setKept(value);
  return value;
}

function isShallowEqual(a: object, b: object): boolean {
  const values = new Map<string, unknown>(Object.entries(b));
  const entries = Object.entries(a);
  return (
    entries.length === values.size &&
    entries.every(([key, value]) => values.has(key) && Object.is(values.get(key), value))
  );
}
