import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Browser } from "@playwright/test";
import { expect, test } from "./gallery.js";
import { mainStories } from "./mainStories.js";

/*
 * The card's main states, compared with pictures of before; `-u` takes them anew. They are of one Chromium,
 * whose major version lies beside them, because another one draws letters otherwise. A machine of CI has
 * whichever Chromium Debian had that day, so that another one is no failure: it is told, in a line that
 * `npm test` shows, and the pictures are to be taken anew.
 */
const versionFile = "test/gallery/look/chromium.txt";
const theirs = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : "none";
const takesAnew = ["all", "changed"];
const modes = [
  { theme: "light", direction: "ltr" },
  { theme: "dark", direction: "rtl" },
] as const;
const views = [
  ...mainStories.map((id) => ({ id, width: 360 })),
  { id: "card-account-form--every-field", width: 1024 },
] as const;

test("the pictures are of this Chromium", ({ browser }, { config }) => {
  const ours = majorOf(browser);
  if (takesAnew.includes(config.updateSnapshots)) writeFileSync(versionFile, `${ours}\n`);
  else if (theirs !== ours) {
    console.log(
      `\ngallery: NO PICTURE WAS COMPARED: they are of Chromium ${theirs}, this is ${ours}`,
    );
  }
});

for (const { id, width } of views) {
  test(`the look of ${id} on ${width} px`, async ({ gallery, browser }, { config }) => {
    test.skip(
      !takesAnew.includes(config.updateSnapshots) && theirs !== majorOf(browser),
      `The pictures are of Chromium ${theirs}, this is ${majorOf(browser)}.`,
    );
    const { page } = gallery;
    await page.setViewportSize({ width, height: 740 });
    await gallery.show(id);
    for (const mode of modes) {
      await gallery.turn(mode);
      await expect(page.locator(".mrk-card")).toHaveScreenshot(`${id}-${width}-${mode.theme}.png`);
    }
  });
}

function majorOf(browser: Browser): string {
  return browser.version().split(".")[0] ?? "";
}
