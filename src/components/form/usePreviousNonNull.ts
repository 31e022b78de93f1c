"use client";
import { useState } from "react";

/** A value, or what it was last. */
export function usePreviousNonNull<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
