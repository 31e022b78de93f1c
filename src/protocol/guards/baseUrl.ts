/**
 * The URL of an endpoint: `path` below whatever path the base URL has, with or without a slash at
 * its end, and `query` encoded. The same arguments always give the same text.
 * @throws TypeError when the base URL is no absolute `http(s)` URL, or has user info, query or fragment.
 */
export function endpoint(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const base = /^https?:\/\/[^/?#@\\\s]+(?:\/[^?#\\\s]*)?$/i.test(baseUrl)
    ? parse(baseUrl)
    : undefined;
  if (base === undefined) {
    throw new TypeError(
      "The base URL is not usable: requests need an absolute https: URL without user, query or fragment. Pass one like https://matrix.example.org.",
    );
  }
  const pairs = new URLSearchParams(query).toString();
  const root = base.origin + base.pathname.replace(/\/+$/, "");
  return `${root}/${path.replace(/^\/+/, "")}${pairs && `?${pairs}`}`;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
