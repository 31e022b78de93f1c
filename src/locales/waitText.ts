import { attempt } from "../uia/browser/attempt.js";
import type { Translator } from "./createTranslator.js";

/** How long it is until something can be tried again. */
export function waitText(ms: number, translator: Translator): string {
  return countdownText(ms, "pause", translator);
}

/** How long it is until another try, or until another message can be asked for. */
export function countdownText(
  ms: number,
  what: "pause" | "resend",
  translator: Translator,
): string {
  if (ms <= 0) return translator.text(`${what}.now`);
  return translator.text(`${what}.wait`, { when: whenText(ms, translator.tag) });
}

/**
 * "in 5 seconds": by the second at the end, by the minute and the hour before; never too early.
 *
 * The browser's words are mended in two languages. In Arabic it says "within", as of a deadline:
 * here it is "after". In Hebrew it repeats a number in brackets.
 */
function whenText(ms: number, languageTag: string): string {
  const seconds = Math.ceil(ms / 1_000);
  const minutes = Math.ceil(seconds / 60);
  const [count, unit] =
    seconds <= 90
      ? ([seconds, "second"] as const)
      : minutes <= 90
        ? ([minutes, "minute"] as const)
        : ([Math.ceil(minutes / 60), "hour"] as const);
  return attempt(
    () => new Intl.RelativeTimeFormat(languageTag).format(count, unit),
    `${count} ${symbols[unit]}`,
  )
    .replace(/^خلال /, "بعد ")
    .replace(/ \([12]\)$/, "");
}

/** The same in all languages, for a browser that has no words. */
const symbols = { second: "s", minute: "min", hour: "h" } as const;
