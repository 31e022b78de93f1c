import { dataParts } from "../../src/components/context/dataAttributes.js";
import { inEveryLook, looksOfTurn } from "../looks.js";
import { expect, test } from "./gallery.js";
import { listStories } from "./storybook.js";

/*
 * Nothing is wider than what it is in, whatever the font, the size of text and the width; nor is anything
 * cut off. The stories have every part between them. Of language, font and room every two meet in each
 * story; the widest letters in the narrowest room meet each language.
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
  "Card/Account form: Many Problems",
  "Card/Account form: Problem Of The Whole Form",
  "Card/Signing up: Full",
  "Card/Signing up: Password Rules",
  "Outcomes/Failed: Wrong Server Name",
  "Outcomes/Signed on: Other Account",
  "Outcomes/Uncertain: Checking Limited",
  "Parts/Every problem: At The End",
  "Parts/Every problem: In A Pause",
  "Parts/GuestToggle: On And Off",
  "Parts/HomeserverField: Checking",
  "Parts/HomeserverField: List Open",
  "Parts/HomeserverStatus: Closed",
  "Parts/OAuthSignUp: Invited",
  "Parts/OtherMethods: Three Providers",
  "Parts/OtherMethods: Two Others",
  "Parts/Outcome: Registered",
  "Parts/PasswordField: Weak",
  "Parts/PhoneField: Required",
  "Parts/RegistrationTokenField: Invitation Spent",
  "Parts/SsoSignUp: Two Providers",
  "Parts/SsoSignUp: Warning",
  "Parts/StageFields: Quiz",
  "Parts/UsernameField: Upper Case",
  "Recipes/In a design system: In The Form",
  "Stages/Captcha: Blocked",
  "Stages/Terms: Many To Accept",
  "Stages/Terms: Without Link",
  "Stages/Phone number: Code Refused",
];

/** Parts in the style sheet of an app, which has the fewest rules. */
const unstyled = ["Parts/PhoneField: Refused", "Recipes/Parts alone: Parts Alone"];

test("nothing is wider than what it is in, and nothing is cut off", async ({ gallery }) => {
  test.setTimeout(300_000);
  const { page } = gallery;
  await page.setViewportSize({ width: 1100, height: 740 });
  const seen = new Set<string>();
  for (const [index, story] of [...stories, ...unstyled].entries()) {
    await gallery.show(idOf(story));
    if (story === "Parts/UsernameField: Upper Case") {
      await page.getByRole("textbox").fill("Alice");
      await page.locator('[data-part="suggestion"]').waitFor();
    }
    const wearsCard = !unstyled.includes(story);
    for (const part of await page.evaluate(findParts, wearsCard)) seen.add(part);
    for (const [turn, mode] of modes.entries()) {
      await gallery.turn(mode);
      const looks = looksOfTurn(index + turn);
      const grown = Object.entries(await inEveryLook(page, ".surroundings", findGrown, "", looks));
      const faults = grown.flatMap(([look, found]) => found.map((each) => `${look}: ${each}`));
      expect.soft(faults, `${story} in ${mode.locale}`).toEqual([]);
    }
  }
  // The picture is for the homeserver to send.
  seen.add("sso-icon");
  // An error of the app's would be one of the story's, too.
  seen.add("crashed");
  expect(Object.keys(dataParts).filter((part) => !seen.has(part))).toEqual([]);
});

function idOf(story: string): string {
  const found = listStories().find(({ title, name }) => `${title}: ${name}` === story);
  if (found === undefined) throw new Error(`There is no story: ${story}`);
  return found.id;
}

/**
 * In the page: the parts that are there. A part alone is to wear the card's look, too. What is folded is
 * unfolded, since no browser lays out the rest.
 */
function findParts(wearsCard: boolean): readonly string[] {
  for (const details of document.querySelectorAll("details")) details.open = true;
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
  // What is hidden from sight alone is one pixel; a foreign widget is as wide as it is.
  const isSeen = (element: Element): boolean => {
    const { parentElement } = element;
    if (element.getBoundingClientRect().width <= 1) return false;
    return element === card || parentElement === null || isSeen(parentElement);
  };
  // Names that are offered are scrolled sideways.
  const elements = card.querySelectorAll(
    ":not([hidden] *, [data-part=captcha-widget] *, [data-part=username-suggestions] *)",
  );
  return [card, ...elements].flatMap((element) => {
    const { left, right } = element.getBoundingClientRect();
    const sticksOut = left < room.left - 1 || right > room.right + 1;
    const isWider = element.scrollWidth > element.clientWidth + 1;
    const isHigher = element.scrollHeight > element.clientHeight + 1;
    if (!sticksOut && !isWider && !isHigher) return [];
    const { display, overflowX, overflowY, fontSize, textOverflow } = getComputedStyle(element);
    // A name that is shortened is there as a whole, too.
    const isShortened = textOverflow === "ellipsis" && element.hasAttribute("title");
    const isField = ["input", "select", "option"].includes(element.localName);
    const isBox = display !== "inline" && !isField;
    const isGrown = isBox && isWider && overflowX !== "auto" && !isShortened;
    // Letters may be higher than their line.
    const cut = element.scrollHeight - element.clientHeight;
    const isCut = isBox && overflowY === "hidden" && cut > Number.parseFloat(fontSize) / 2;
    if (!sticksOut && !isGrown && !isCut) return [];
    if (!isSeen(element)) return [];
    const part = element.closest("[data-part]")?.getAttribute("data-part") ?? "";
    return [`<${element.localName}> in ${part}: ${element.textContent.trim().slice(0, 40)}`];
  });
}
