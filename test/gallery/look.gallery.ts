import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./gallery.js";
import { mainStories } from "./mainStories.js";

/*
 * The card's main states, compared with pictures of before; `-u` takes them anew. All letters are of the
 * fonts that the tests bring along, so that the fonts of the machine make no difference. The pictures are of
 * one Chromium, whose major version lies beside them, because another one draws letters otherwise. A machine
 * of CI has whichever Chromium Debian had that day, so that another one is no failure: it is told, in a line
 * that `npm test` shows, and the pictures are to be taken anew.
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
    // Anew, with what was loaded late: where the focus goes depends on what is there.
    await gallery.show(id);
    for (const mode of modes) {
      await gallery.turn(mode);
      expect(await systemFonts(page)).toEqual([]);
      await expect(page.locator(".mrk-card")).toHaveScreenshot(`${id}-${width}-${mode.theme}.png`);
    }
  });
}

function majorOf(browser: Browser): string {
  return browser.version().split(".")[0] ?? "";
}

/** The fonts of the machine that something in the card is drawn with. */
async function systemFonts(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeIds } = await session.send("DOM.querySelectorAll", {
    nodeId: root.nodeId,
    selector: ".mrk-card, .mrk-card *",
  });
  const drawn = await Promise.all(
    nodeIds.map((nodeId) => session.send("CSS.getPlatformFontsForNode", { nodeId })),
  );
  await session.detach();
  const all = drawn.flatMap(({ fonts }) => fonts);
  if (all.length === 0) throw new Error("Nothing is drawn.");
  const ofMachine = all.filter(({ isCustomFont }) => !isCustomFont);
  return [...new Set(ofMachine.map(({ familyName }) => familyName))];
}
