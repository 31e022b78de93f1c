import { expect, test } from "./gallery.js";
import { mainStories } from "./mainStories.js";

/* What people set in their system, beside light and dark; it changes colours and nothing else. */
const systems = {
  "more contrast": { contrast: "more", forcedColors: null },
  "forced colours": { contrast: null, forcedColors: "active" },
} as const;

test.afterEach(async ({ gallery }) => {
  await gallery.page.emulateMedia({ contrast: null, forcedColors: null });
});

for (const id of mainStories) {
  test(`${id} can be read in the colours of the system`, async ({ gallery }) => {
    await gallery.page.setViewportSize({ width: 360, height: 740 });
    await gallery.show(id);
    for (const theme of ["light", "dark"] as const) {
      await gallery.turn({ theme });
      for (const [name, media] of Object.entries(systems)) {
        await gallery.page.emulateMedia(media);
        expect.soft(await gallery.faint(), `${name}, ${theme}`).toEqual([]);
      }
    }
  });
}
