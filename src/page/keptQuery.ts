import { replaceAddress } from "../uia/browser/replaceAddress.js";
import { tabStorage } from "../uia/browser/tabStorage.js";

/**
 * The part of the page's address that the user finds again after a redirect, such as the language.
 *
 * It does not travel along: an account page accepts only the address that was registered.
 */
const kept = ["lang", ...(import.meta.env.DEV ? ["scenario", "embedded"] : [])];
const key = "matrix-register-kit.page-query";

/** Remembers it in the tab, while the visitor is here. */
export function keepQuery({ search }: Pick<Location, "search">): void {
  try {
    tabStorage()?.setItem(key, keptOf(search).toString());
  } catch {
    // Without storage there is no return either.
  }
}

/** Puts it into the address again, when the visitor is back. */
export function restoreQuery(
  location: Pick<Location, "href">,
  history: Pick<History, "replaceState" | "state">,
): void {
  const url = new URL(location.href);
  for (const [name, value] of keptOf(readKept())) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  replaceAddress(history, url);
}

function readKept(): string {
  try {
    return tabStorage()?.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keptOf(search: string): URLSearchParams {
  const all = new URLSearchParams(search);
  const values = kept.map((name) => [name, all.get(name)] as const);
  return new URLSearchParams(
    values.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
