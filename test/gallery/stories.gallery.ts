import { expect, test } from "./gallery.js";
import { listStories } from "./storybook.js";

/*
 * `vitest --project stories` has played every story and had axe look at it, in light and from left to
 * right in Chromium. Here each is seen the other way round: dark, from right to left, on a phone and in
 * the longest words there are. In Firefox it is played again.
 */

/** What hosts of stories say in their own words, in the stages, slots and pages around. */
const wordsOfHosts: ReadonlySet<string> = new Set([
  "What has four legs?",
  "That is not it. Try once more.",
  "One question first",
  "Dance for us",
  "I am human",
  "What comes next.",
  "Close",
  "Example Club",
  "For members, and those who want to be.",
  "You choose your name once.",
  "We never see your password.",
  "Help",
  "Imprint",
]);

for (const { id, title, name, tags } of listStories()) {
  if (!tags.includes("test")) continue;
  test(`${title}: ${name}`, async ({ gallery, browserName }) => {
    await gallery.page.setViewportSize({ width: 360, height: 740 });
    await gallery.show(id);
    if (browserName === "firefox") {
      expect(await gallery.axe()).toEqual([]);
      return;
    }
    await gallery.turn({ theme: "dark", direction: "rtl", locale: "en-XA" });
    expect.soft(await gallery.axe()).toEqual([]);
    expect.soft(await gallery.clipped()).toEqual([]);
    const plain = await gallery.plain();
    expect.soft(plain.filter((text) => !wordsOfHosts.has(text.trim()))).toEqual([]);
    expect.soft(await gallery.faint()).toEqual([]);
    expect.soft(await gallery.silent()).toEqual([]);
    expect.soft(await gallery.small()).toEqual([]);
  });
}
