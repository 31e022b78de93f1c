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
  const listed = homeservers.find(
    (each) => spelling !== undefined && spell(each, "own") === spelling,
  );
  if (listed !== undefined) return { name: listed, isListed: true };
  const name = allowsAny ? spell(text, "any") : undefined;
  return name === undefined ? undefined : { name, isListed: false };
}

function spell(text: string, trust: "any" | "own"): string | undefined {
  const input = parseHomeserverInput(text, trust);
  return input === undefined ? undefined : spellingOf(input);
}
