import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "./gallery.js";
import { otherSheets } from "./otherSheets.js";

/*
 * The card on a page with a sheet of others looks as on a bare one: each part has the same computed styles.
 */

const css = readFileSync("src/card/styles.css", "utf8");
const document_ = "docs/sheets.md";
const stories = [
  "card-account-form--every-field",
  "card-account-form--many-problems",
  "stages-phone-number--code",
  "stages-terms--to-accept",
  "outcomes-uncertain--no-answer",
  "card-homeserver--by-account-page",
  "outcomes-registered--with-session",
  "outcomes-failed--forbidden",
  "card-standalone-page--invitation",
  "card-standalone-page--after-the-account",
  "recipes-in-a-design-system--without-a-look",
];
const looks = [
  { theme: "light", order: "before" },
  { theme: "light", order: "after" },
  { theme: "dark", order: "after" },
] as const;
const takesAnew = ["all", "changed"];

test("the card looks the same under the sheets of others", async ({ gallery }, { config }) => {
  test.setTimeout(180_000);
  const { page } = gallery;
  await page.setViewportSize({ width: 1024, height: 800 });
  const differing = new Map<string, Set<string>>();
  const parts = new Set<string>();
  for (const story of stories) {
    await gallery.show(story);
    for (const { theme, order } of story === stories[0] ? looks : looks.slice(1, 2)) {
      await gallery.turn({ theme });
      for (const part of await page.evaluate(wear, { own: css, other: "", order })) parts.add(part);
      for (const [name, sheet] of Object.entries(otherSheets)) {
        const found = await page.evaluate(wear, { own: css, other: sheet(), order });
        for (const each of found) {
          const [part = "", property = ""] = each.split(" ");
          if (story.startsWith("card-standalone-page") && ofSize.test(property)) continue;
          const key = `${name}: ${part}`;
          differing.set(key, (differing.get(key) ?? new Set()).add(property));
        }
      }
    }
  }
  // The tests after this one are on the same page.
  await page.evaluate(undress);
  const names = Object.keys(otherSheets);
  const rows = [...parts]
    .sort()
    .map((part) => [
      `\`${part}\``,
      ...names.map((name) => [...(differing.get(`${name}: ${part}`) ?? ["✓"])].join(", ")),
    ]);
  const head = ["Part", ...names];
  const table = [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
  // Shown by `npm test`.
  console.log(`${table}\ngallery: ${names.length} sheets of others x ${parts.size} parts`);
  expect([...differing].map(([key, all]) => `${key}: ${[...all].join(", ")}`)).toEqual([]);
  const text = `${introduction}${table}\n`;
  if (takesAnew.includes(config.updateSnapshots)) writeFileSync(document_, text);
  expect(readFileSync(document_, "utf8")).toBe(text);
});

const introduction = `# The card under the sheets of others

\`test/gallery/sheets.gallery.ts\` writes this page.

An app's page has a reset or a design system's sheet besides \`styles.css\`. The test shows ${stories.length} views of the card
with each such sheet. The first of them is shown in dark, too, and with the sheet loaded before. The test
compares every computed style of each part with that on a bare page: with the first input in focus, and with
fields that are wrong. ✓: all are the same. Three things are left out: the room around the card, parts with
a class of the app, and transitions. Of a picture the test compares its room, and how it is filled and drawn.

Sheets that were tried by hand, besides: Pico, Bulma, Water.css, Foundation, Milligram, sanitize.css and Tailwind 3.
They differ in one thing: a wrong input keeps the room of Pico's own sign at its end, which Pico marks
\`!important\`. Their kinds of rules are in *states of forms*, *old forms* and *a page's letters*.

Pictures of five views, light and dark, were looked at under all these sheets. So were those under Simple.css,
MVP.css, Spectre, Pure, UIkit, Semantic UI, Materialize and Tailwind's forms. Under Materialize inputs are too wide: its
rules name a type and a class, as \`input[type="text"]:not(.mine)\`, and count for more than the card's. On such a page use
[the element with \`shadow\`](element.md): no rule of a page reaches into it. Where all of \`*\` is unset, the card's
pictures are not drawn.

`;

interface Sheets {
  readonly own: string;
  /** Empty: a bare page, whose look is remembered. */
  readonly other: string;
  /** Whether the other sheet is loaded before the card's own, or after. */
  readonly order: "before" | "after";
}

/** The page's own elements, whose sheet is not there, make the parts around them larger or smaller. */
const ofSize =
  /^((block|inline)-size|height|width|grid-template-rows|(perspective|transform)-origin|inset-.+|top|bottom)$/;

/**
 * Runs in the page: gives it these two sheets alone. Returns the parts of a bare page; with another sheet the
 * parts whose look differs, each with a property.
 */
function wear({ own, other, order }: Sheets): readonly string[] {
  // The page's own margins are none of the card's.
  const ofBody = "margin: 0 !important; padding: 0 !important;";
  // So is the length that a browser's settings, and the page, give one rem.
  const margins = `html, body, body > * { ${ofBody} } html { font-size: 100% !important; }`;
  for (const sheet of [...document.styleSheets]) sheet.disabled = true;
  for (const old of document.querySelectorAll("style[data-worn]")) old.remove();
  for (const css of [...(order === "before" ? [other, own] : [own, other]), margins]) {
    const style = document.createElement("style");
    style.dataset["worn"] = "";
    style.textContent = css;
    document.head.append(style);
  }
  const card = document.querySelector<HTMLElement>(".mrk-card");
  if (card === null) throw new Error("There is no card.");
  // The font is the page's, unless the app gives the card another.
  card.style.setProperty("--mrk-font", "sans-serif");

  // Inherited from the page, and no look of a part: of how letters are smoothed, of tabs, of touches, of time.
  const ofPage =
    /^(transition|-webkit-(font-smoothing|tap-highlight-color|locale|text-size-adjust|line-break|print)|tab-size|text-size-adjust|text-rendering|font-(feature|variation)-settings|quotes|orphans|widows|line-break)/;
  // What the browser draws, what is not seen, and what is the app's.
  const notLookedAt =
    'option, [data-part="announcer"], [data-part="room"], [data-slot], .mrk-card [class]';
  const elements = [card, ...card.querySelectorAll<HTMLElement>("*")].filter(
    (element) => element.closest(notLookedAt) === null,
  );
  const look = elements.flatMap((element) =>
    ["", "::before", "::after"].map((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const part = element.closest<HTMLElement>("[data-part]")?.dataset["part"] ?? "root";
      if (element instanceof SVGElement) {
        const { display, margin, fill, stroke } = style;
        return { part, values: pseudo === "" ? { display, margin, fill, stroke } : {} };
      }
      const isThere = style.display !== "none" && (pseudo === "" || style.content !== "none");
      const values: Record<string, string> = {};
      if (!isThere) return { part, values: { display: "none" } };
      for (const property of style) {
        if (property.startsWith("--") || ofPage.test(property)) continue;
        const line = /^(border-.+|outline|column-rule)-(color|style)$/.exec(property);
        // A line without width has no look.
        if (line !== null && style.getPropertyValue(`${line[1]}-width`) === "0px") continue;
        if (property.startsWith("outline") && style.outlineStyle === "none") continue;
        // So has no time of an animation that is none.
        if (property.startsWith("animation") && style.animationName === "none") continue;
        // How far the card is from what is around it is the page's.
        if (element === card && property.startsWith("margin")) continue;
        values[property] = style.getPropertyValue(property);
      }
      return { part, values };
    }),
  );
  const remembered = window as typeof window & { bareLook?: typeof look };
  if (other === "") {
    remembered.bareLook = look;
    return [...new Set(look.map(({ part }) => part))];
  }
  const found = new Set<string>();
  for (const [index, { part, values }] of look.entries()) {
    const bare = remembered.bareLook?.[index]?.values ?? {};
    for (const property of new Set([...Object.keys(values), ...Object.keys(bare)])) {
      if (values[property] !== bare[property]) found.add(`${part} ${property}`);
    }
  }
  return [...found];
}

/** Runs in the page: gives it its own sheets again. */
function undress(): void {
  for (const worn of document.querySelectorAll("style[data-worn]")) worn.remove();
  for (const sheet of [...document.styleSheets]) sheet.disabled = false;
}
