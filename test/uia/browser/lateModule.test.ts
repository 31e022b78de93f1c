import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lateModule, loadWhenIdle } from "../../../src/uia/browser/lateModule.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("loadWhenIdle", () => {
  it("loads a module after a moment, once", async () => {
    const load = vi.fn(async () => "code");
    const late = lateModule(load);
    loadWhenIdle(late);
    loadWhenIdle(late);
    expect(load).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(load).toHaveBeenCalledOnce();
    expect(late.getSnapshot()).toEqual({ status: "loaded", module: "code" });
  });

  it("leaves a module alone that failed: the button to try again stays", async () => {
    const load = vi.fn(() => Promise.reject(new Error("no network")));
    const late = lateModule(load);
    loadWhenIdle(late);
    await expect(late.load()).rejects.toThrow("no network");
    await vi.runAllTimersAsync();
    expect(load).toHaveBeenCalledOnce();
    expect(late.getSnapshot().status).toBe("failed");
  });

  it("loads nothing for a part that is gone", async () => {
    const load = vi.fn(async () => "code");
    const stop = loadWhenIdle(lateModule(load));
    stop();
    await vi.runAllTimersAsync();
    expect(load).not.toHaveBeenCalled();
  });
});
