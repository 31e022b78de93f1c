import { loadPageWords, type PageWords } from "../../src/page/pageWords.js";

/** The page's words of a language, with those of every place. */
export async function wholePageWords(tag: string): Promise<PageWords> {
  const words = await loadPageWords([tag]);
  await Promise.all(Object.values(words.later).map(({ load }) => load()));
  return words;
}
