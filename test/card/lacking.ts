/** All that a browser may lack, or refuse, besides what `browsers.ts` has. */

/** Where something stands that is taken away: an object, and the name of its property. */
type Spot = readonly [owner: object, name: string];

const spots = {
  "Intl.Collator": [Intl, "Collator"],
  "Intl.DisplayNames": [Intl, "DisplayNames"],
  "Intl.DurationFormat": [Intl, "DurationFormat"],
  "Intl.ListFormat": [Intl, "ListFormat"],
  "Intl.Locale": [Intl, "Locale"],
  "Intl.NumberFormat": [Intl, "NumberFormat"],
  "Intl.PluralRules": [Intl, "PluralRules"],
  "Intl.RelativeTimeFormat": [Intl, "RelativeTimeFormat"],
  "Intl.Segmenter": [Intl, "Segmenter"],
  "Intl.getCanonicalLocales": [Intl, "getCanonicalLocales"],
  "AbortSignal.any": [AbortSignal, "any"],
  "AbortSignal.timeout": [AbortSignal, "timeout"],
  "URL.canParse": [URL, "canParse"],
  CSSStyleSheet: [globalThis, "CSSStyleSheet"],
  IntersectionObserver: [globalThis, "IntersectionObserver"],
  Notification: [globalThis, "Notification"],
  ResizeObserver: [globalThis, "ResizeObserver"],
  cancelIdleCallback: [globalThis, "cancelIdleCallback"],
  caches: [globalThis, "caches"],
  "crypto.randomUUID": [crypto, "randomUUID"],
  "crypto.subtle": [crypto, "subtle"],
  "document.adoptedStyleSheets": [document, "adoptedStyleSheets"],
  "document.cookie": [document, "cookie"],
  "document.fonts": [document, "fonts"],
  "document.hasFocus": [document, "hasFocus"],
  "document.startViewTransition": [document, "startViewTransition"],
  getSelection: [globalThis, "getSelection"],
  "history.pushState": [history, "pushState"],
  "history.replaceState": [history, "replaceState"],
  indexedDB: [globalThis, "indexedDB"],
  localStorage: [globalThis, "localStorage"],
  matchMedia: [globalThis, "matchMedia"],
  "navigator.canShare": [navigator, "canShare"],
  "navigator.clipboard": [navigator, "clipboard"],
  "navigator.credentials": [navigator, "credentials"],
  "navigator.languages": [navigator, "languages"],
  "navigator.onLine": [navigator, "onLine"],
  "navigator.permissions": [navigator, "permissions"],
  "navigator.sendBeacon": [navigator, "sendBeacon"],
  "navigator.serviceWorker": [navigator, "serviceWorker"],
  "navigator.share": [navigator, "share"],
  "navigator.storage": [navigator, "storage"],
  "navigator.userAgentData": [navigator, "userAgentData"],
  open: [globalThis, "open"],
  "performance.mark": [performance, "mark"],
  requestAnimationFrame: [globalThis, "requestAnimationFrame"],
  requestIdleCallback: [globalThis, "requestIdleCallback"],
  scrollTo: [globalThis, "scrollTo"],
  structuredClone: [globalThis, "structuredClone"],
  "the elements' `scrollIntoView`": [Element.prototype, "scrollIntoView"],
  visualViewport: [globalThis, "visualViewport"],
} as const satisfies Readonly<Record<string, Spot>>;

function refuse(): never {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

/** Can be read, and throws when it is called or made. `Intl` throws so at a language that it does not know. */
function throwing(): never {
  throw new RangeError("Incorrect locale information provided");
}

/** How something is lacking. */
const ways = {
  missing: { value: undefined },
  null: { value: null },
  "throws when touched": { get: refuse },
  "throws when called": { value: throwing },
} as const satisfies Readonly<Record<string, PropertyDescriptor>>;

export type Way = keyof typeof ways;
export const wayNames = Object.keys(ways) as readonly Way[];
export const spotNames = Object.keys(spots) as readonly (keyof typeof spots)[];

/** Lets something be lacking; the returned function brings it back. */
export function lack(spot: keyof typeof spots, way: Way): () => void {
  const [owner, name]: Spot = spots[spot];
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { ...ways[way], configurable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, before);
  };
}
