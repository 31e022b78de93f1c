import { parseHomeserverInput, spellingOf } from "./parseHomeserverInput.js";

/**
 * What to call a homeserver that somebody named: as it stands in the list, in whatever way it was
 * written; or where any other is allowed too by its one spelling. `undefined` when it may not be had.
 */
export function nameAmong(
  homeservers: readonly string[],
  allowsAny: boolean,
  text: string,
): { readonly name: string; readonly isListed: boolean } | undefined {
  // Those of the list may be the host's own, wherever they are.
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
