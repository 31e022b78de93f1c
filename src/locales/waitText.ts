import type { Translator } from "./createTranslator.js";

/** How long it is until something can be tried again. By the second at the end, by the minute before. */
export function waitText(ms: number, translator: Translator): string {
  if (ms <= 0) return translator.text("pause.now");
  const seconds = Math.ceil(ms / 1_000);
  return seconds <= 90
    ? translator.text("pause.seconds", { count: seconds })
    : translator.text("pause.minutes", { count: Math.round(seconds / 60) });
}
