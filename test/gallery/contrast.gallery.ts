import { expect, test } from "./gallery.js";
import { mainStories } from "./mainStories.js";

/* What people set in their system, beside light and dark. */
const systems = {
  "more contrast": { contrast: "more", forcedColors: null },
  "forced colours": { contrast: null, forcedColors: "active" },
} as const;

for (const [name, media] of Object.entries(systems)) {
  test.describe(name, () => {
    test.afterEach(async ({ gallery }) => {
      await gallery.page.emulateMedia({ contrast: null, forcedColors: null });
    });

    for (const id of mainStories) {
      test(`${id} can be read`, async ({ gallery }) => {
        const { page } = gallery;
        await page.setViewportSize({ width: 360, height: 740 });
        await page.emulateMedia(media);
        await gallery.show(id);
        for (const theme of ["light", "dark"] as const) {
          await gallery.turn({ theme });
          expect.soft(await gallery.faint(), theme).toEqual([]);
          // It reads the colours of before they were forced.
          expect.soft(await gallery.axe(["color-contrast"]), theme).toEqual([]);
        }
      });
    }
  });
}
