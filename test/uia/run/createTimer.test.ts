import { expect, test, vi } from "vitest";
import { createTimer } from "../../../src/uia/run/createTimer.js";
import { createTestClock } from "../testClock.js";

function timed() {
  const time = createTestClock();
  return { time, timer: createTimer(time.clock), callback: vi.fn() };
}

test("a wait goes by the clock, once", () => {
  const { time, timer, callback } = timed();
  timer.wait(1, callback);
  expect(time.pending()).toEqual([1]);
  time.pass(1);
  time.pass(1);
  expect(callback).toHaveBeenCalledOnce();
});

test.each([0, -1])("a wait of %d ms is over at once, without the clock", async (ms) => {
  const { time, timer, callback } = timed();
  timer.wait(ms, callback);
  expect(time.pending()).toEqual([]);
  expect(callback).not.toHaveBeenCalled();
  await Promise.resolve();
  expect(callback).toHaveBeenCalledOnce();
});

test.each([0, 5])("another wait takes the place of one of %d ms", async (ms) => {
  const { time, timer, callback } = timed();
  const other = vi.fn();
  timer.wait(ms, callback);
  timer.wait(7, other);
  await Promise.resolve();
  expect(time.pending()).toEqual([7]);
  time.pass(10);
  expect(callback).not.toHaveBeenCalled();
  expect(other).toHaveBeenCalledOnce();
});

test.each([0, 5])(
  "a wait of %d ms can be stopped, and before there is one nothing is",
  async (ms) => {
    const { time, timer, callback } = timed();
    timer.stop();
    timer.wait(ms, callback);
    timer.stop();
    await Promise.resolve();
    time.pass(10);
    expect(callback).not.toHaveBeenCalled();
  },
);
