/** What of the address is worth coming back to: neither who nor where, which is kept elsewhere. */
const kept = ["lang", ...(import.meta.env.DEV ? ["scenario", "embedded"] : [])];

/** Where a homeserver that lets people sign on brings them back to. */
export function returnUrl(href: string): string {
  const url = new URL(href);
  const query = new URLSearchParams();
  for (const name of kept) {
    const value = url.searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  url.search = query.toString();
  url.hash = "";
  return url.href;
}
