import { expect, test } from "./gallery.js";

/*
 * The card where an app or a browser's settings give letters another size. `--mrk-rem` is the one length to set.
 */

const stories = [
  "card-account-form--every-field",
  "stages-phone-number--code",
  "card-homeserver--by-account-page",
  "outcomes-uncertain--no-answer",
];
const roots = {
  "of a browser's settings, small": { html: "12px", rem: "", letters: 12 },
  "of a browser's settings, twice as large": { html: "200%", rem: "", letters: 32 },
  "of an app for which 1rem is 10px": { html: "62.5%", rem: "", letters: 10 },
  "of such an app that sets the card's length": { html: "62.5%", rem: "1.6rem", letters: 16 },
  // 62.5 % of letters that are twice as large.
  "of such an app, where letters are twice as large": { html: "125%", rem: "", letters: 20 },
  "of both": { html: "125%", rem: "1.6rem", letters: 32 },
};

for (const [name, { html, rem, letters }] of Object.entries(roots)) {
  test(`letters in the size ${name}`, async ({ gallery }) => {
    const { page } = gallery;
    await page.setViewportSize({ width: 390, height: 800 });
    for (const story of stories) {
      await gallery.show(story);
      const found = await page.evaluate(measure, { html, rem });
      expect(found, story).toEqual({ letters, small: [], zoomed: [], broken: [], overflow: 0 });
      expect(await gallery.clipped(), story).toEqual([]);
      await page.evaluate(() => document.documentElement.removeAttribute("style"));
    }
  });
}

/**
 * Runs in the page: sets the lengths. Returns the size of the card's letters, the targets below 24 px, the
 * inputs that iOS would zoom to, and words of labels that are broken.
 */
function measure({ html, rem }: { readonly html: string; readonly rem: string }) {
  document.documentElement.style.fontSize = html;
  const card = document.querySelector<HTMLElement>(".mrk-card");
  if (card === null) throw new Error("There is no card.");
  if (rem !== "") card.style.setProperty("--mrk-rem", rem);
  const name = (element: Element) => element.outerHTML.slice(0, 80);
  const targets = [
    ...card.querySelectorAll<HTMLElement>("button, input, select, a:not(p a, label a)"),
  ].filter((element) => element.checkVisibility() && !element.matches(":disabled"));
  return {
    letters: parseFloat(getComputedStyle(card).fontSize),
    small: targets.flatMap((element) => {
      // A label is pressed with its input.
      const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
      return width < 24 || height < 24 ? [`${name(element)} ${width} x ${height}`] : [];
    }),
    zoomed: targets.flatMap((element) => {
      const isTyped = element.matches('select, input:not([type="checkbox"])');
      return isTyped && parseFloat(getComputedStyle(element).fontSize) < 16 ? [name(element)] : [];
    }),
    broken: [...card.querySelectorAll("label :not(input)")].flatMap((element) => {
      const text = element.firstChild;
      if (text?.nodeType !== Node.TEXT_NODE) return [];
      const words = [...(text.textContent ?? "").matchAll(/\p{L}+/gu)];
      return words.flatMap(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getClientRects().length > 1 ? [word] : [];
      });
    }),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}
