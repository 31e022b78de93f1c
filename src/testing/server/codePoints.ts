/** How many code points a text has: what a homeserver counts as characters. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}
