import { afterEach, beforeEach, expect, vi } from "vitest";

// What is written to the console unasked is a fault: React's warnings, stray logs, swallowed errors.
const levels = ["error", "warn"] as const;
const written: unknown[][] = [];

beforeEach(() => {
  written.length = 0;
  for (const level of levels) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void written.push(words));
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(written, "unexpected console output").toEqual([]);
});
