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

/** "in 5 seconds": by the second at the end, by the minute and the hour before; never too early. */
function whenText(ms: number, languageTag: string): string {
  const inWords = new Intl.RelativeTimeFormat(languageTag);
  const seconds = Math.ceil(ms / 1_000);
  if (seconds <= 90) return inWords.format(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90
    ? inWords.format(minutes, "minute")
    : inWords.format(Math.ceil(minutes / 60), "hour");
}
