import { mkdirSync } from "node:fs";
import { test } from "./gallery.js";
import { listStories } from "./storybook.js";

const folder = "pictures";
const modes = [
  { theme: "light", direction: "ltr", locale: "en" },
  { theme: "dark", direction: "ltr", locale: "ja" },
  { theme: "light", direction: "rtl", locale: "ar" },
  { theme: "dark", direction: "rtl", locale: "he" },
] as const;
const widths = [360, 1024] as const;

/* Every story in {light, dark} x {ltr, rtl} x {360, 1024}: to be looked at, nothing is compared. */
for (const { id, title, name } of listStories()) {
  test(`${title}: ${name}`, async ({ gallery }) => {
    const { page } = gallery;
    await page.setViewportSize({ width: widths[0], height: 740 });
    await gallery.show(id);
    for (const mode of modes) {
      await gallery.turn(mode);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 740 });
        const mine = `${folder}/${mode.theme}-${mode.direction}-${width}`;
        mkdirSync(mine, { recursive: true });
        await page.locator(".surroundings").screenshot({ path: `${mine}/${id}.png` });
      }
    }
  });
}
