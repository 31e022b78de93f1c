/**
 * A code as it was sent: without the spaces and dashes that group it, and in ASCII whichever digits the
 * keyboard has.
 */
export function readCode(typed: string): string {
  return typed.replace(/[\s\p{Dash}]/gu, "").replace(/\p{Nd}/gu, asciiDigit);
}

/** The digits of a script follow each other, zero to nine, and only digits go before another zero. */
function asciiDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let first = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((codePoint - first) % 10);
}
