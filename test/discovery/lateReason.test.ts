import { afterEach, expect, test, vi } from "vitest";

const closed = {
  register: { answer: "refused", status: 403, errcode: "M_FORBIDDEN" },
  login: { answer: "flows", flows: [] },
  metadata: { answer: "refused", status: 404, errcode: "M_UNRECOGNIZED" },
} as const;

afterEach(() => {
  vi.doUnmock("../../src/discovery/whyUnavailable.js");
  vi.resetModules();
});

test("the reason is found by code that is loaded for it", async () => {
  const { lateReason } = await import("../../src/discovery/decideMethods.js");
  expect(await lateReason(closed)).toMatchObject({ reason: "closed" });
});

test("while that code does not come the homeserver is worth another try", async () => {
  vi.resetModules();
  vi.doMock("../../src/discovery/whyUnavailable.js", () => {
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  const { lateReason } = await import("../../src/discovery/decideMethods.js");
  expect(await lateReason(closed)).toEqual({ reason: "unreachable" });
});
