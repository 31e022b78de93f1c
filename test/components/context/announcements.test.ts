import { expect, test, vi } from "vitest";
import { createAnnouncements } from "../../../src/components/context/announcements.js";
import { createTestClock } from "../../uia/testClock.js";

function announcementsIn(time = createTestClock()) {
  const announcements = createAnnouncements(time.clock);
  const stop = announcements.start();
  const texts = (urgency: "polite" | "assertive") =>
    announcements.getSnapshot()[urgency].map(({ text }) => text);
  return { ...announcements, ...time, stop, texts };
}

test("announcements that come together are said together, each once", () => {
  const { announce, pass, texts } = announcementsIn();
  announce("One");
  announce("Two");
  announce("One");
  announce("Three", "assertive");
  expect(texts("polite")).toEqual([]);
  pass(150);
  expect(texts("polite")).toEqual(["One", "Two"]);
  expect(texts("assertive")).toEqual(["Three"]);
});

test("a later announcement replaces one of the same urgency", () => {
  const { announce, pass, texts } = announcementsIn();
  announce("One");
  announce("Two", "assertive");
  pass(150);
  announce("Three");
  pass(149);
  expect(texts("polite")).toEqual(["One"]);
  pass(1);
  expect(texts("polite")).toEqual(["Three"]);
  expect(texts("assertive")).toEqual(["Two"]);
});

test("constant announcements do not delay the first", () => {
  const { announce, pass, texts } = announcementsIn();
  announce("One");
  pass(100);
  announce("Two");
  pass(50);
  expect(texts("polite")).toEqual(["One", "Two"]);
  announce("Three");
  pass(150);
  expect(texts("polite")).toEqual(["Three"]);
});

test("the same words later are another announcement, since only a change is read out", () => {
  const { announce, pass, getSnapshot } = announcementsIn();
  announce("Listen");
  pass(150);
  const [first] = getSnapshot().polite;
  announce("Listen");
  pass(150);
  const [second] = getSnapshot().polite;
  expect(second?.text).toBe(first?.text);
  expect(second?.id).not.toBe(first?.id);
});

test("an announcement withdrawn before its time is never said, the rest is", () => {
  const { announce, pass, pending, texts } = announcementsIn();
  const takeBack = announce("Asking");
  announce("Done");
  takeBack();
  pass(150);
  expect(texts("polite")).toEqual(["Done"]);
  announce("Asking")();
  expect(pending()).toEqual([]);
  pass(150);
  expect(texts("polite")).toEqual(["Done"]);
});

test("an announcement withdrawn later can no longer be read", () => {
  const { announce, pass, subscribe, texts } = announcementsIn();
  const takeBack = announce("Asking");
  pass(150);
  const listener = vi.fn();
  subscribe(listener);
  takeBack();
  takeBack();
  expect(texts("polite")).toEqual([]);
  expect(listener).toHaveBeenCalledOnce();
});

test("an announcement before the start waits, without a timer, and is not lost", () => {
  const { announce, pass, pending, start, stop, texts } = announcementsIn();
  announce("One");
  stop();
  announce("Two");
  expect(pending()).toEqual([]);
  start();
  pass(150);
  expect(texts("polite")).toEqual(["One", "Two"]);
});
