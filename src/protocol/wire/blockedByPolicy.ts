/** Origins to which the page's Content-Security-Policy let nothing through. */
const blocked = new Set<string>();
let isWatching = false;
/** The time in ms in which the browser reports what it blocked. */
const reportTime = 50;

/** Begins to watch for requests that the page's Content-Security-Policy blocks. */
export function watchPolicy(): void {
  if (isWatching || typeof document === "undefined") return;
  isWatching = true;
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "connect-src") blocked.add(originOf(blockedURI));
  });
}

/** Whether the policy blocked a request to this URL that has just failed. */
export async function isBlockedByPolicy(url: string): Promise<boolean> {
  const origin = originOf(url);
  if (isWatching && !blocked.has(origin)) {
    await new Promise((resolve) => setTimeout(resolve, reportTime));
  }
  return blocked.has(origin);
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return url;
  }
}
