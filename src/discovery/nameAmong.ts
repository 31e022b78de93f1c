import { parseHomeserverInput, spellingOf } from "./parseHomeserverInput.js";

/**
 * Gives the name of a homeserver that the user named: as it stands in the list, or, where any other is
 * allowed, by its one spelling. `undefined` when it is not allowed.
 */
export function nameAmong(
  homeservers: readonly string[],
  allowsAny: boolean,
  text: string,
): { readonly name: string; readonly isListed: boolean } | undefined {
  // A homeserver of the list may be the app's own, wherever it is.
  const spelling = spell(text, "own");
  if (spelling === undefined) return undefined;
  const sites = [spelling, spell(text, "any") ?? spelling].map(siteOf);
  const listed =
    homeservers.find((each) => spell(each, "own") === spelling) ??
    homeservers.find((each) => sites.includes(siteOf(spell(each, "own") ?? each)));
  if (listed !== undefined) return { name: listed, isListed: true };
  const name = allowsAny ? spell(text, "any") : undefined;
  return name === undefined ? undefined : { name, isListed: false };
}

/** The name that stands for a spelling, with or without `https:`. */
function siteOf(spelling: string): string {
  return spelling.replace(/^https:\/\//, "");
}

function spell(text: string, trust: "any" | "own"): string | undefined {
  const input = parseHomeserverInput(text, trust);
  return input === undefined ? undefined : spellingOf(input);
}
