import { expect, type Gallery, type Mode, test } from "./gallery.js";
import { mainStories } from "./mainStories.js";
import { listStories } from "./storybook.js";
import { wordsOfHosts } from "./wordsOfHosts.js";

/*
 * Every story is played once on a phone, and seen in one mode after another where it stands: the tests of a
 * story share what the page shows. Firefox plays one story of each title, and
 * each that acts. Those that have the tag `each-answer` differ by what a homeserver says, which is the same
 * in each browser.
 */
const everyBrowser = { tag: "@every-browser" };
const seenTitles = new Set<string>();
const light: Mode = { theme: "light", direction: "ltr", locale: "en" };
/** The other way round, and in the longest words there are. */
const turned: Mode = { theme: "dark", direction: "rtl", locale: "en-XA" };

/** What people set in their system, beside light and dark; it changes colours and nothing else. */
const systems = {
  "more contrast": { contrast: "more", forcedColors: null },
  "forced colours": { contrast: null, forcedColors: "active" },
} as const;

const main: ReadonlySet<string> = new Set(mainStories);

test.beforeEach(({ gallery }) => gallery.page.setViewportSize({ width: 360, height: 740 }));

for (const { id, title, name, tags } of listStories()) {
  if (!tags.includes("test")) continue;
  const acts = tags.includes("play-fn") && !tags.includes("each-answer");
  const inEveryBrowser = acts || !seenTitles.has(title);
  seenTitles.add(title);
  test.describe(`${title}: ${name}`, () => {
    test.describe.configure({ mode: "default" });

    test(
      "played, in light",
      inEveryBrowser ? everyBrowser : {},
      async ({ gallery, browserName }) => {
        await gallery.showIn(id, light);
        // Its findings are the same in each browser.
        if (browserName === "chromium") expect(await gallery.axe()).toEqual([]);
      },
    );

    if (title.startsWith("Stages/")) {
      // What assistive technology is given. Written anew with `-u`; read what changed.
      test("tree of roles and names", async ({ gallery }) => {
        await gallery.showIn(id, light);
        await withoutFurtherOptions(gallery, () =>
          expect(gallery.page.locator('[data-part="stage"]')).toMatchAriaSnapshot({
            name: `${id}.aria.yml`,
          }),
        );
      });
    }

    test("dark, right to left, in en-XA", async ({ gallery }) => {
      await gallery.showIn(id, turned);
      expect.soft(await gallery.axe(), "axe").toEqual([]);
      const { plain, ...found } = await gallery.inspect();
      expect.soft(found).toEqual({ clipped: [], faint: [], silent: [], small: [] });
      const ours = plain.filter((text) => !wordsOfHosts.has(text.trim()));
      expect.soft(ours, "not translated").toEqual([]);
    });

    if (main.has(id)) {
      test("colours of the system", async ({ gallery }) => {
        for (const theme of ["dark", "light"] as const) {
          await gallery.showIn(id, { ...light, theme });
          for (const [system, media] of Object.entries(systems)) {
            await gallery.page.emulateMedia(media);
            expect.soft(await gallery.faint(), `${system}, ${theme}`).toEqual([]);
          }
          await gallery.page.emulateMedia({ contrast: null, forcedColors: null });
        }
      });
    }
  });
}

/** Hides the options that are not chosen meanwhile: which countries there are is for the browser to know. */
async function withoutFurtherOptions({ page }: Gallery, act: () => Promise<void>): Promise<void> {
  const hide = (isHidden: boolean) => {
    for (const option of document.querySelectorAll<HTMLOptionElement>("option:not(:checked)")) {
      option.hidden = isHidden;
    }
  };
  await page.evaluate(hide, true);
  await act();
  await page.evaluate(hide, false);
}
