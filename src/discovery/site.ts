// One file for bundlers: some copy a constant of another file to each place that reads it, here the whole list.
import { getDomain } from "#public-suffixes";

/**
 * Whether two hosts are the same, or lie under one registrable domain. The public suffix list tells what
 * that is: `example.org`, `example.co.uk`, `alice.github.io`. An IP address has none.
 */
export function isSameSite(one: string, other: string): boolean {
  return one === other || (siteOf(one) !== null && siteOf(one) === siteOf(other));
}

/** The registrable domain of a host. A name with an empty label is no host's, and has none. */
function siteOf(host: string): string | null {
  if (host.includes("..")) return null;
  return getDomain(host, { allowPrivateDomains: true, extractHostname: false });
}
