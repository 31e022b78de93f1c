import { vi } from "vitest";
import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";
import { createFakeHomeserver } from "../../../src/testing/index.js";
import type { Registration } from "../../../src/uia/machine/registration.js";
import type { Result } from "../../../src/uia/machine/types.js";
import { createRegistration } from "../../../src/uia/run/createRegistration.js";
import { memoryStorage } from "../../redirect/memoryStorage.js";
import { type AnyBrowser, anyBrowser } from "../../uia/anyBrowser.js";
import { type Fault, faultyFetch, isNetworkFault, type Moment } from "./faults.js";
import { journeys, type Point } from "./journeys.js";

const { setTimeout: inRealTime } = globalThis;

type Storage = ReturnType<typeof memoryStorage>;

/** A tab with a registration in it. */
export interface Tab {
  readonly registration: Registration;
  readonly storage: Storage;
  readonly handed: readonly Result[];
  /** Requests that this tab has sent. */
  readonly sent: () => number;
  /** The page is gone: nothing of it goes on. */
  readonly close: () => void;
}

export type World = ReturnType<typeof createWorld>;

/** A homeserver, a browser and a user's tab, with one fault at one request. */
export function createWorld({
  point,
  fault,
  moment,
}: {
  point: Point;
  fault: Fault;
  moment: Moment;
}) {
  const browser = anyBrowser();
  const journey = journeys[point.journey];
  const homeserver = createFakeHomeserver(journey.options);
  let tabs: Tab[] = [];

  function openTab(storage: Storage): Tab {
    let isOpen = true;
    let sent = 0;
    const handed: Result[] = [];
    // A page that is gone hears of no answer.
    const whileOpen: Fetch = async (url, init) => {
      sent += 1;
      const answer = await net.fetch(url, init).catch((error: unknown) => error);
      if (!isOpen) return new Promise(() => undefined);
      if (answer instanceof Response) return answer;
      throw answer;
    };
    const registration = createRegistration({
      homeserver: { baseUrl: homeserver.baseUrl, serverName: homeserver.serverName },
      trust: "own",
      resume: true,
      storage,
      fetch: whileOpen,
      clock: {
        now: () => Date.now(),
        wait: (ms, callback) => {
          const timer = setTimeout(() => isOpen && callback(), ms);
          return () => clearTimeout(timer);
        },
      },
      onDone: (result) => void handed.push(result),
      ...(point.journey === "guest" && { kind: "guest" }),
    });
    registration.subscribe(() => undefined);
    const tab: Tab = {
      registration,
      storage,
      handed,
      sent: () => sent,
      close: () => {
        isOpen = false;
        registration.dispose();
      },
    };
    tabs = [...tabs, tab];
    return tab;
  }

  const lost =
    point.lostBefore &&
    faultyFetch(homeserver.fetch, {
      matches: point.lostBefore,
      fault: "reset",
      moment,
      onHit: () => undefined,
    });
  const net = faultyFetch(lost?.fetch ?? homeserver.fetch, {
    matches: (url, body) => (lost?.hits() ?? 1) > 0 && point.matches(url, body),
    fault: isNetworkFault(fault) ? fault : null,
    moment,
    onHit: () => strike(fault, browser, () => tabs.at(-1)!, openTab),
  });
  const tab = openTab(memoryStorage());

  return {
    browser,
    homeserver,
    journey,
    point,
    hits: net.hits,
    firstTab: tab,
    tabs: () => tabs,
    /** The tab that the user looks at. */
    tab: () => tabs.at(-1)!,
    made: () => homeserver.accounts.filter(({ userId }) => userId === "@alice:example.org").length,
    devices: () => homeserver.accounts.flatMap((account) => account.devices).length,
  };
}

function strike(
  fault: Fault,
  browser: AnyBrowser,
  tab: () => Tab,
  openTab: (storage: Storage) => Tab,
): void {
  switch (fault) {
    case "offline":
      browser.does.loseConnection();
      return;
    case "tab hidden":
      browser.does.hide();
      return;
    case "clock jumps ahead":
      vi.setSystemTime(Date.now() + 10 * 3_600_000);
      return;
    case "clock jumps back":
      vi.setSystemTime(Date.now() - 10 * 3_600_000);
      return;
    case "reload": {
      const { storage, close } = tab();
      close();
      openTab(storage);
      return;
    }
    case "closed tab":
      tab().close();
      openTab(memoryStorage());
      return;
    case "second tab": {
      // A duplicated tab begins with a copy of the storage.
      const copy = memoryStorage();
      for (const [key, value] of tab().storage.entries) copy.setItem(key, value);
      openTab(copy);
      return;
    }
    default:
  }
}

/** Lets time pass, and everything happen that comes in it. */
export async function pass(ms: number): Promise<void> {
  const step = Math.max(1_000, ms / 60);
  await turn();
  for (let passed = 0; passed < ms; passed += step) {
    await vi.advanceTimersByTimeAsync(Math.min(step, ms - passed));
    await turn();
  }
}

export async function turn(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets time pass until a promise has come to its end, which it does within a quarter of an hour. */
export async function endOf<Value>(promise: Promise<Value>): Promise<Value> {
  let ends = 0;
  const over = promise.finally(() => {
    ends += 1;
  });
  const isOver = () => ends > 0;
  over.catch(() => undefined);
  for (let waited = 0; waited < 900 && !isOver(); waited += 5) {
    await vi.advanceTimersByTimeAsync(5_000);
    for (let turns = 0; turns < 10 && !isOver(); turns += 1) await turn();
  }
  // Digests and modules come from other threads, on a busy machine late.
  for (let waits = 0; waits < 400 && !isOver(); waits += 1) {
    await new Promise((resolve) => inRealTime(resolve, 25));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  if (!isOver()) throw new Error("It did not come to an end.");
  return over;
}
