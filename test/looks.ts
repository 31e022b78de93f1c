import type { Page } from "@playwright/test";
import type { Fonts } from "./fonts.js";

/** The fonts, and the widths by size of text, in which a layout is checked. */
const looks = {
  fonts: ["system", "narrow", "wide"] satisfies readonly Fonts[],
  widths: { "100%": ["280px", "360px", "1024px"], "200%": ["280px", "360px"] },
};

/**
 * Measures something in every look of a page that has the tests' fonts. The page is not loaded again,
 * and looks as before in the end.
 * @param container selector of the element that gets the width
 * @param measure runs in the page, so it stands alone
 * @param what told to it
 */
export async function inEveryLook<Measured>(
  page: Page,
  container: string,
  measure: (what: string) => Measured,
  what = "",
): Promise<Readonly<Record<string, Measured>>> {
  const inPage = await page.evaluateHandle<typeof measure>(`(${measure.toString()})`);
  return page.evaluate(
    async ({ container, inPage, what, looks: { fonts, widths } }) => {
      const root = document.documentElement;
      const box = document.querySelector<HTMLElement>(container);
      if (box === null) throw new Error(`There is no ${container}.`);
      const fontsBefore = root.dataset["fonts"];
      const measured: Record<string, Measured> = {};
      for (const font of fonts) {
        root.dataset["fonts"] = font;
        for (const [text, each] of Object.entries(widths)) {
          root.style.fontSize = text;
          for (const width of each) {
            box.style.inlineSize = width;
            // A font is asked for when its letters are laid out.
            box.getBoundingClientRect();
            await document.fonts.ready;
            measured[`${font} fonts, text of ${text}, ${width}`] = inPage(what);
          }
        }
      }
      if (fontsBefore === undefined) delete root.dataset["fonts"];
      else root.dataset["fonts"] = fontsBefore;
      root.removeAttribute("style");
      box.style.removeProperty("inline-size");
      return measured;
    },
    { container, inPage, what, looks },
  );
}
