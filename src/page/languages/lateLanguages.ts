import { growingWords, type Words, type WordsByPlace } from "../../locales/words.js";
import { languages } from "./languages.js";

// The built page has these in place of the kit's own sources: the kit's words come with those of the page,
// and English as any other language.

const nothing = () => Promise.resolve({ default: {} });

/** English. Until it is loaded it has no words. */
export let english: Words = growingWords("en", {
  first: {},
  fields: nothing,
  registration: nothing,
  methods: nothing,
  returns: nothing,
});
let isLoaded = false;

/** Loads the first words of English. @throws what the import throws */
export async function loadEnglish(): Promise<Words> {
  const words = await wordsOf("en");
  if (!isLoaded) english = growingWords("en", words.default);
  isLoaded = true;
  return english;
}

/** A loader for the words of each other language, by BCP 47 tag. */
export const loaders = Object.fromEntries(
  Object.keys(languages)
    .filter((tag) => tag !== "en")
    .map((tag) => [tag, () => wordsOf(tag)]),
);

async function wordsOf(tag: string): Promise<{ readonly default: WordsByPlace }> {
  const { kit } = (await languages[tag]?.()) ?? {};
  if (kit === undefined) throw new RangeError(`The kit has no language ${tag}.`);
  return { default: kit };
}
