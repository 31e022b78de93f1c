import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "./gallery.js";

/*
 * The card's main states, compared with pictures of before. They are of one Chromium, whose major
 * version lies beside them: another one draws otherwise. `-u` takes them anew.
 */
const versionFile = "test/gallery/look/chromium.txt";
const takesAnew = ["all", "changed"];
const stories = [
  "card-account-form--every-field",
  "card-account-form--many-problems",
  "card-account-form--limited",
  "stages-email-address--sent",
  "stages-phone-number--code",
  "outcomes-registered--with-session",
  "outcomes-failed--forbidden",
];
const modes = [
  { theme: "light", direction: "ltr" },
  { theme: "dark", direction: "rtl" },
] as const;

for (const id of stories) {
  test(`the look of ${id}`, async ({ gallery, browser }, { config }) => {
    const version = browser.version().split(".")[0] ?? "";
    if (takesAnew.includes(config.updateSnapshots)) writeFileSync(versionFile, `${version}\n`);
    const theirs = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : "none";
    test.skip(theirs !== version, `The pictures are of Chromium ${theirs}, this is ${version}.`);
    const { page } = gallery;
    await page.setViewportSize({ width: 360, height: 740 });
    await gallery.show(id);
    // A font that is on every machine these tests know.
    await page.addStyleTag({
      content: '.surroundings { font-family: "DejaVu Sans" !important }',
    });
    for (const mode of modes) {
      await gallery.turn(mode);
      await expect(page.locator(".mrk-card")).toHaveScreenshot(`${id}-${mode.theme}.png`);
    }
  });
}
