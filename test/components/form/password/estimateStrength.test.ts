import { afterEach, expect, test, vi } from "vitest";
import { estimateStrength } from "../../../../src/components/form/password/estimateStrength.js";

test.each([
  ["password1", "weak"],
  ["alice2024", "weak"],
  ["correct horse battery staple", "strong"],
])("%s is %s", async (password, strength) => {
  await expect(estimateStrength(password, ["alice", "example.org"])).resolves.toBe(strength);
});

test("takes no longer for a password that is", async () => {
  await expect(estimateStrength("correct horse ".repeat(36), [])).resolves.toBe("strong");
});

afterEach(() => {
  vi.doUnmock("@zxcvbn-ts/core");
  vi.resetModules();
  vi.restoreAllMocks();
});

test("tells the app's owner once that its packages are missing, not that a page was left", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  vi.resetModules();
  vi.doMock("@zxcvbn-ts/core", () => {
    throw new Error("Cannot find package");
  });
  const fresh = await import("../../../../src/components/form/password/estimateStrength.js");
  await expect(fresh.estimateStrength("password1", [])).rejects.toThrow();
  expect(warn).not.toHaveBeenCalled();
  await expect(fresh.estimateStrength("password1", [])).rejects.toThrow();
  await expect(fresh.estimateStrength("password1", [])).rejects.toThrow();
  expect(warn).toHaveBeenCalledOnce();
  expect(warn.mock.calls[0]?.[0]).toContain("@zxcvbn-ts/core");
});
