/** Browsers that lack something, refuse it, or throw when it is touched. */

import { vi } from "vitest";
import { memoryStorage } from "../redirect/memoryStorage.js";

function refuse(): never {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

function RefusedChannel(): void {
  refuse();
}

class DeafChannel extends EventTarget {
  postMessage = refuse;
  close = (): void => undefined;
}

const refusingStorage = {
  getItem: refuse,
  setItem: refuse,
  removeItem: refuse,
  key: refuse,
  length: 1,
};

interface Condition {
  readonly storage?: PropertyDescriptor;
  readonly channel?: PropertyDescriptor;
  readonly locks?: PropertyDescriptor;
  readonly cannotReplaceAddress?: true;
  readonly also?: readonly (readonly [owner: object, name: string, PropertyDescriptor])[];
}

const noStorage = { value: null };
const forbidden = { get: refuse };
const rejectingLocks = { request: () => Promise.reject(new DOMException("No", "SecurityError")) };

export const conditions = {
  "everything there": {},
  "`sessionStorage` is `null` (Android WebView)": { storage: noStorage },
  "`sessionStorage` is missing": { storage: { value: undefined } },
  "`sessionStorage` throws": { storage: forbidden },
  "`sessionStorage` refuses each call": { storage: { value: refusingStorage } },
  "`sessionStorage` is full": { storage: { value: { ...memoryStorage(), setItem: refuse } } },
  "`BroadcastChannel` is missing": { channel: { value: undefined } },
  "`BroadcastChannel` is `null`": { channel: { value: null } },
  "`BroadcastChannel` throws": { channel: forbidden },
  "`BroadcastChannel` cannot be opened": { channel: { value: RefusedChannel } },
  "`BroadcastChannel` cannot send": { channel: { value: DeafChannel } },
  "`navigator.locks` is missing": { locks: { value: undefined } },
  "`navigator.locks` is `null`": { locks: { value: null } },
  "`navigator.locks` throws": { locks: forbidden },
  "`navigator.locks` throws at a request": { locks: { value: { request: refuse } } },
  "`navigator.locks` rejects": { locks: { value: rejectingLocks } },
  "the address cannot be replaced": { cannotReplaceAddress: true },
  "the page is always hidden, as it says": {
    also: [
      [document, "visibilityState", { value: "hidden" }],
      [document, "hidden", { value: true }],
    ],
  },
  "the clocks stand still": {
    also: [
      [performance, "now", { value: () => 1_000 }],
      [Date, "now", { value: () => 1_000 }],
    ],
  },
  "all cookies refused (Firefox)": {
    storage: forbidden,
    channel: { value: RefusedChannel },
    locks: { value: rejectingLocks },
  },
  "a frame without an origin (`sandbox`)": {
    storage: forbidden,
    channel: { value: RefusedChannel },
    locks: { value: rejectingLocks },
    cannotReplaceAddress: true,
  },
} as const satisfies Readonly<Record<string, Condition>>;

/** Makes this browser such a one; the returned function makes it what it was. */
export function become({
  storage,
  channel,
  locks,
  cannotReplaceAddress,
  also,
}: Condition): () => void {
  const undo = [
    replace(globalThis, "sessionStorage", storage ?? { value: memoryStorage() }),
    ...(channel ? [replace(globalThis, "BroadcastChannel", channel)] : []),
    replace(navigator, "locks", locks ?? { value: freeLocks }),
    ...(also ?? []).map(([owner, name, descriptor]) => replace(owner, name, descriptor)),
  ];
  const spy = cannotReplaceAddress && vi.spyOn(history, "replaceState").mockImplementation(refuse);
  return () => {
    spy?.mockRestore();
    for (const each of undo) each();
  };
}

/** Locks that nobody else holds. */
const freeLocks = {
  request: (_name: string, _options: unknown, held: () => Promise<void>) => held(),
};

function replace(target: object, name: string, descriptor: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { ...descriptor, configurable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(target, name);
    else Object.defineProperty(target, name, before);
  };
}
