import { vi } from "vitest";

// A mutated source is slow, and a machine that tries many has little time for each.
const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === "number" ? options : { timeout: 1_500, ...options });
