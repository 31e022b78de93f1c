import type { Page } from "@playwright/test";
import type { Fonts } from "./fonts.js";

/** Letters and room in which a layout is checked. */
interface Look {
  readonly fonts: Fonts;
  /** The size of text on the root element. */
  readonly text: string;
  readonly width: string;
}

const allFonts = ["system", "narrow", "wide"] as const satisfies readonly Fonts[];
const rooms = [
  { text: "100%", width: "280px" },
  { text: "100%", width: "360px" },
  { text: "100%", width: "1024px" },
  { text: "200%", width: "280px" },
  { text: "200%", width: "360px" },
] as const;
const everyLook: readonly Look[] = allFonts.flatMap((fonts) =>
  rooms.map((room) => ({ fonts, ...room })),
);

/**
 * Chooses every room with one of the fonts, and the widest letters in the narrowest room. Three turns in a
 * row meet each font in each room, so that two of font, room and language meet where a language is a turn.
 */
export function looksOfTurn(turn: number): readonly Look[] {
  return everyLook.filter(({ fonts, text, width }, index) => {
    const isHardest = fonts === "wide" && text === "200%" && width === "280px";
    const font = Math.floor(index / rooms.length);
    const room = index % rooms.length;
    return isHardest || font === (turn + room) % allFonts.length;
  });
}

/**
 * Measures something in each look of a page that has the tests' fonts. The page is not loaded again,
 * and looks as before in the end.
 * @param container selector of the element that gets the width
 * @param measure runs in the page, so it stands alone
 * @param what told to it
 * @param looks all of them, unless others are given
 */
export async function inEveryLook<Measured>(
  page: Page,
  container: string,
  measure: (what: string) => Measured,
  what = "",
  looks: readonly Look[] = everyLook,
): Promise<Readonly<Record<string, Measured>>> {
  const inPage = await page.evaluateHandle<typeof measure>(`(${measure.toString()})`);
  return page.evaluate(
    async ({ container, inPage, what, looks }) => {
      const root = document.documentElement;
      const box = document.querySelector<HTMLElement>(container);
      if (box === null) throw new Error(`There is no ${container}.`);
      const fontsBefore = root.dataset["fonts"];
      const measured: Record<string, Measured> = {};
      for (const { fonts, text, width } of looks) {
        root.dataset["fonts"] = fonts;
        root.style.fontSize = text;
        box.style.inlineSize = width;
        // A font is asked for when its letters are laid out.
        box.getBoundingClientRect();
        await document.fonts.ready;
        measured[`${fonts} fonts, text of ${text}, ${width}`] = inPage(what);
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
