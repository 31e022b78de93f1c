/** What a page holds besides memory. */
export interface Held {
  readonly listeners: number;
  readonly timers: number;
  readonly channels: number;
  readonly locks: number;
}

const held = { listeners: new Set<string>(), timers: new Set<number>(), channels: 0 };
const ids = new WeakMap<object, number>();
let nextId = 0;

/** Counts listeners of window and document, timers and channels from here on. */
export function count(): void {
  for (const target of [window, document]) countListeners(target);
  countTimers();
  const Channel = globalThis.BroadcastChannel;
  globalThis.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name);
      held.channels += 1;
    }
    override close(): void {
      held.channels -= 1;
      super.close();
    }
  };
}

export async function heldNow(): Promise<Held> {
  const { held: taken = [], pending = [] } = await navigator.locks.query();
  return {
    listeners: held.listeners.size,
    timers: held.timers.size,
    channels: held.channels,
    locks: taken.length + pending.length,
  };
}

function countListeners(target: EventTarget): void {
  const add = target.addEventListener.bind(target);
  const remove = target.removeEventListener.bind(target);
  target.addEventListener = (type, listener, options) => {
    held.listeners.add(nameOf(target, type, listener, options));
    add(type, listener, options);
  };
  target.removeEventListener = (type, listener, options) => {
    held.listeners.delete(nameOf(target, type, listener, options));
    remove(type, listener, options);
  };
}

function nameOf(
  target: EventTarget,
  type: string,
  listener: EventListenerOrEventListenerObject | null,
  options?: boolean | EventListenerOptions,
): string {
  const capture = typeof options === "object" ? (options.capture ?? false) : (options ?? false);
  return [idOf(target), type, listener === null ? 0 : idOf(listener), capture].join(" ");
}

function idOf(object: object): number {
  const known = ids.get(object);
  if (known !== undefined) return known;
  nextId += 1;
  ids.set(object, nextId);
  return nextId;
}

function countTimers(): void {
  const set = window.setTimeout.bind(window);
  const clear = window.clearTimeout.bind(window);
  const every = window.setInterval.bind(window);
  const end = window.clearInterval.bind(window);
  window.setTimeout = ((act: () => void, ms?: number, ...rest: unknown[]) => {
    const timer = set(() => {
      held.timers.delete(timer);
      act.apply(undefined, rest as []);
    }, ms);
    held.timers.add(timer);
    return timer;
  }) as typeof window.setTimeout;
  window.clearTimeout = (timer) => {
    held.timers.delete(timer as number);
    clear(timer);
  };
  window.setInterval = ((act: () => void, ms?: number) => {
    const timer = every(act, ms);
    held.timers.add(timer);
    return timer;
  }) as typeof window.setInterval;
  window.clearInterval = (timer) => {
    held.timers.delete(timer as number);
    end(timer);
  };
}
