import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

// How long to wait for what is meant to come: a busy machine takes its time.
configure({ asyncUtilTimeout: 5_000 });

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
  cleanup();
  vi.restoreAllMocks();
  expect(written, "unexpected console output").toEqual([]);
});
