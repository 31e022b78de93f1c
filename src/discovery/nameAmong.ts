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
  const list = spelled(homeservers);
  const listed =
    list.find((each) => each.spelling === spelling) ??
    list.find((each) => sites.includes(siteOf(each.spelling ?? each.name)));
  if (listed !== undefined) return { name: listed.name, isListed: true };
  const name = allowsAny ? spell(text, "any") : undefined;
  return name === undefined ? undefined : { name, isListed: false };
}

/** The name that stands for a spelling, with or without `https:`. */
function siteOf(spelling: string): string {
  return spelling.replace(/^https:\/\//, "");
}

interface Spelled {
  readonly name: string;
  readonly spelling: string | undefined;
}

const known = new WeakMap<readonly string[], readonly Spelled[]>();

/** A list with its spellings. Each key of the user asks for it, so a list is spelled once. */
function spelled(homeservers: readonly string[]): readonly Spelled[] {
  const list =
    known.get(homeservers) ?? homeservers.map((name) => ({ name, spelling: spell(name, "own") }));
  known.set(homeservers, list);
  return list;
}

function spell(text: string, trust: "any" | "own"): string | undefined {
  const input = parseHomeserverInput(text, trust);
  return input === undefined ? undefined : spellingOf(input);
}
