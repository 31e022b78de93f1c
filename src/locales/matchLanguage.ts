/**
 * The best of the available language tags for what was asked for, in order of preference: "de-AT"
 * finds "de", "pt" finds "pt-BR". Lookup of BCP 47, case and underscores forgiven.
 * https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function matchLanguage<Tag extends string>(
  wanted: readonly string[],
  available: readonly Tag[],
): Tag | undefined {
  for (const tag of wanted) {
    const subtags = spelled(tag).split("-");
    for (; subtags.length > 0; subtags.pop()) {
      // A lone letter or digit only introduces the subtag after it.
      if (subtags.at(-1)?.length === 1) continue;
      const range = subtags.join("-");
      const found =
        available.find((each) => spelled(each) === range) ??
        available.find((each) => spelled(each).startsWith(`${range}-`));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function spelled(tag: string): string {
  return tag.trim().replaceAll("_", "-").toLowerCase();
}
