import { dataParts } from "../../src/components/context/dataAttributes.js";
import { inEveryLook } from "../looks.js";
import { expect, test } from "./gallery.js";

/*
 * Nothing is wider than what it is in, whatever the font, the size of text and the width; nor is anything
 * cut off. The stories have every part between them.
 */

const modes = [
  { locale: "en", direction: "ltr" },
  { locale: "de", direction: "ltr" },
  { locale: "fr", direction: "ltr" },
  { locale: "ja", direction: "ltr" },
  { locale: "ar", direction: "rtl" },
  { locale: "en-XA", direction: "rtl" },
] as const;

const stories = [
  "card-account-form--many-problems",
  "card-account-form--problem-of-the-whole-form",
  "card-account-form--guest-answer-lost",
  "card-account-form--stage-of-the-host",
  "card-homeserver--with-a-choice",
  "card-homeserver--by-sso",
  "card-homeserver--in-several-ways",
  "card-homeserver--closed-but-for-guests",
  "card-signing-up--password-rules",
  "card-signing-up--name-and-password",
  "card-signing-up--full",
  "stages-phone-number--code-refused",
  "stages-captcha--blocked",
  "outcomes-uncertain--checking-limited",
  "parts-homeserverfield--open-elsewhere",
  "parts-passwordfield--weak",
  "parts-registrationtokenfield--invitation-spent",
  "parts-ssosignup--two-providers",
  "parts-usernamefield--upper-case",
];

/** Parts in the style sheet of an app, which has the fewest rules. */
const unstyled = ["parts-phonefield--refused", "recipes-parts-alone--parts-alone"];

test("nothing is wider than what it is in, and nothing is cut off", async ({ gallery }) => {
  test.setTimeout(300_000);
  const { page } = gallery;
  await page.setViewportSize({ width: 1100, height: 740 });
  const seen = new Set<string>();
  for (const story of [...stories, ...unstyled]) {
    await gallery.show(story);
    if (story === "parts-usernamefield--upper-case") await page.getByRole("textbox").fill("Alice");
    const wearsCard = !unstyled.includes(story);
    for (const part of await page.evaluate(findParts, wearsCard)) seen.add(part);
    for (const mode of modes) {
      await gallery.turn(mode);
      const grown = Object.entries(await inEveryLook(page, ".surroundings", findGrown));
      const faults = grown.flatMap(([look, found]) => found.map((each) => `${look}: ${each}`));
      expect.soft(faults, `${story} in ${mode.locale}`).toEqual([]);
    }
  }
  // The picture is for the homeserver to send.
  seen.add("sso-icon");
  expect(Object.keys(dataParts).filter((part) => !seen.has(part))).toEqual([]);
});

/** In the page: the parts that are there. A part alone is to wear the card's look, too. */
function findParts(wearsCard: boolean): readonly string[] {
  document.querySelector('[data-part="root"]')?.classList.toggle("mrk-card", wearsCard);
  return [...document.querySelectorAll<HTMLElement>("[data-part]")].flatMap(
    ({ dataset }) => dataset["part"] ?? [],
  );
}

/** In the page: what sticks out of the card or of what is around it, and what is cut off. */
function findGrown(): readonly string[] {
  const card = document.querySelector('[data-part="root"]');
  const room = card?.parentElement?.getBoundingClientRect();
  if (!card || !room) return ["There is no card."];
  return [card, ...card.querySelectorAll("*")].flatMap((element) => {
    const { left, right, width, height } = element.getBoundingClientRect();
    // What is hidden from sight alone is one pixel; a foreign widget is as wide as it is.
    if (width <= 1 || height <= 1 || element.parentElement?.closest('[data-part="captcha-widget"]'))
      return [];
    const { display, overflowX, overflowY } = getComputedStyle(element);
    const isField = ["input", "select", "option"].includes(element.localName);
    const isBox = display !== "inline" && !isField;
    const sticksOut = left < room.left - 1 || right > room.right + 1;
    const isGrown = isBox && overflowX !== "auto" && element.scrollWidth > element.clientWidth + 1;
    const isCut =
      isBox && overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1;
    if (!sticksOut && !isGrown && !isCut) return [];
    const part = element.closest("[data-part]")?.getAttribute("data-part") ?? "";
    return [`<${element.localName}> in ${part}: ${element.textContent.trim().slice(0, 40)}`];
  });
}
