/**
 * The best of the available language tags for what was asked for, in order of preference: "de-AT"
 * finds "de", "pt" finds "pt-BR", "iw" finds "he", "zh-TW" finds "zh-Hant" but not "zh-Hans". Of BCP
 * 47, what browsers and systems write in its place ("pt_BR.UTF-8") forgiven; what is none finds
 * nothing.
 * https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function matchLanguage<Tag extends string>(
  wanted: readonly string[],
  available: readonly Tag[],
): Tag | undefined {
  for (const tag of wanted) {
    const asked = localeOf(tag);
    if (asked === undefined) continue;
    const likely = asked.maximize();
    let best: { tag: Tag; closeness: number } | undefined;
    for (const each of available) {
      const offered = localeOf(each);
      const closeness = offered === undefined ? 0 : closenessOf({ asked, likely }, offered);
      if (closeness > (best?.closeness ?? 0)) best = { tag: each, closeness };
    }
    if (best !== undefined) return best.tag;
  }
  return undefined;
}

/** The first of the tags that is one, as BCP 47 writes it. */
export function firstLanguage(wanted: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const asked = localeOf(tag);
    if (asked !== undefined) return asked.toString();
  }
  return undefined;
}

/** 0 where a reader of one could not be expected to read the other. */
function closenessOf(
  { asked, likely }: { readonly asked: Intl.Locale; readonly likely: Intl.Locale },
  offered: Intl.Locale,
): number {
  if (asked.baseName === offered.baseName) return 4;
  // A browser takes long to maximise a tag.
  if (likely.language !== offered.language) return 0;
  const likelyOffered = offered.maximize();
  if (likely.script !== likelyOffered.script) return 0;
  // Among regions, the one asked for, then the language as such.
  if (likely.region === likelyOffered.region) return 3;
  return offered.region === undefined ? 2 : 1;
}

function localeOf(tag: string): Intl.Locale | undefined {
  const [withoutEncoding = ""] = tag.trim().split(/[.@]/);
  try {
    return new Intl.Locale(withoutEncoding.replaceAll("_", "-"));
  } catch {
    return undefined;
  }
}
