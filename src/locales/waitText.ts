import type { Translator } from "./createTranslator.js";

/** How long it is until something can be tried again. */
export function waitText(ms: number, translator: Translator): string {
  return countdownText(ms, "pause", translator);
}

/** By the second at the end, by the minute before: until another try, or until another message. */
export function countdownText(
  ms: number,
  what: "pause" | "resend",
  translator: Translator,
): string {
  if (ms <= 0) return translator.text(`${what}.now`);
  const seconds = Math.ceil(ms / 1_000);
  return seconds <= 90
    ? translator.text(`${what}.seconds`, { count: seconds })
    : translator.text(`${what}.minutes`, { count: Math.round(seconds / 60) });
}
