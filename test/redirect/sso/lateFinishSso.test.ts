import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.doUnmock("../../../src/redirect/sso/finishSso.js");
  vi.resetModules();
});

test("a sign-on whose code cannot be loaded is told as one without a connection", async () => {
  vi.resetModules();
  vi.doMock("../../../src/redirect/sso/finishSso.js", () => {
    throw new Error("not there");
  });
  const { finishSso } = await import("../../../src/redirect/sso/lateFinishSso.js");
  await expect(finishSso("https://client.example.com/")).rejects.toMatchObject({
    ...{ name: "RedirectError", code: "offline" },
  });
});
