import { act, cleanup, fireEvent, render } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { RegisterCard } from "../../../src/card/index.js";
import { stageDefinitions } from "../../../src/components/stages/stageDefinitions.js";
import { createFakeHomeserver, type FakeHomeserver } from "../../../src/testing/index.js";
import type { AccountInput, Result } from "../../../src/uia/machine/types.js";
import {
  type Fault,
  faultyFetch,
  isNetworkFault,
  type Moment,
  moments,
  networkFaults,
} from "./faults.js";
import { journeys, type Point, points } from "./journeys.js";

/** The faults of the browser that the card can be met by in one document. */
const tabFaults = [
  "tab hidden",
  "reload",
  "second tab",
  "clock jumps ahead",
  "clock jumps back",
] as const;
const isCaptcha = ({ journey }: Point) => journey === "captcha";

/** Loads each file of the kit's parts, by path. */
const code = import.meta.glob("../../../src/components/**/*.{ts,tsx}");

// Code that comes late takes no time here.
beforeAll(async () => {
  await Promise.all(Object.values(code).map((load) => load()));
  for (const { preload } of stageDefinitions) await preload?.();
});

let visibility: DocumentVisibilityState;
let isOnline: boolean;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  visibility = "visible";
  isOnline = true;
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  vi.spyOn(navigator, "onLine", "get").mockImplementation(() => isOnline);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

function see(next: DocumentVisibilityState): void {
  visibility = next;
  document.dispatchEvent(new Event("visibilitychange"));
}

function connect(next: boolean): void {
  isOnline = next;
  window.dispatchEvent(new Event(next ? "online" : "offline"));
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Lets time pass, and everything happen that comes in it. */
async function pass(ms: number, steps = 6): Promise<void> {
  await act(async () => {
    for (let step = 0; step < steps; step += 1) {
      await vi.advanceTimersByTimeAsync(ms / steps);
      for (let turns = 0; turns < 3; turns += 1) await turn();
    }
  });
}

/** The card on a homeserver, with one fault at one request. */
function createScreen({ point, fault, moment }: Cell) {
  const homeserver = createFakeHomeserver(journeys[point.journey].options);
  const handed: Result[] = [];
  const open = () => {
    const shown = render(
      <RegisterCard
        homeserver={{ baseUrl: homeserver.baseUrl, serverName: homeserver.serverName }}
        trust="own"
        resume
        fetch={net.fetch}
        onDone={(result) => void handed.push(result)}
        onSignIn={() => undefined}
        {...(point.journey === "guest" && { guests: true })}
      />,
    );
    card = shown.container;
    return shown;
  };
  const strike = () => {
    if (fault === "offline") connect(false);
    if (fault === "tab hidden") see("hidden");
    if (fault === "clock jumps ahead") vi.setSystemTime(Date.now() + 10 * 3_600_000);
    if (fault === "clock jumps back") vi.setSystemTime(Date.now() - 10 * 3_600_000);
    if (fault === "reload") act(() => first.unmount());
    if (fault === "reload" || fault === "second tab") act(() => void open());
  };
  const lost =
    point.lostBefore &&
    faultyFetch(homeserver.fetch, {
      matches: point.lostBefore,
      fault: "reset",
      moment,
      onHit: () => undefined,
    });
  const net = faultyFetch(lost?.fetch ?? homeserver.fetch, {
    matches: (url, body) =>
      (lost?.hits() ?? 1) > 0 && point.matches(url, body) && isOfForm(url, body),
    fault: isNetworkFault(fault) ? fault : null,
    moment,
    onHit: strike,
  });
  let card: HTMLElement = document.body;
  const first = open();
  return {
    homeserver,
    handed,
    hits: net.hits,
    /** The card that the user looks at. */
    card: () => card,
    root: () => card.querySelector<HTMLElement>('[data-part="root"]')?.dataset ?? {},
  };
}

/** Whether a request is of the form: discovery asks with an empty body. */
function isOfForm(url: string, body: unknown): boolean {
  return (
    url.includes("kind=guest") ||
    typeof body !== "object" ||
    body === null ||
    Object.keys(body).length > 0
  );
}

type Screen = ReturnType<typeof createScreen>;
interface Cell {
  readonly point: Point;
  readonly fault: Fault;
  readonly moment: Moment;
}

/** The part of the card that can be seen. */
function seen(card: HTMLElement): HTMLElement {
  const copy = card.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll("[hidden], select")) hidden.remove();
  return copy;
}

const wordsOf = (card: HTMLElement) => seen(card).textContent;

/** The buttons and links that can be used, by name. */
function controls(card: HTMLElement): ReadonlyMap<string, HTMLElement> {
  const all = [...card.querySelectorAll<HTMLElement>("button, a[href]")];
  const usable = all.filter(
    (each) => !each.matches(":disabled, [aria-disabled=true]") && each.closest("[hidden]") === null,
  );
  return new Map(usable.map((each) => [each.textContent.trim(), each]));
}

/** The controls that lead on, the best first. */
const ways = [
  "Try again",
  "Check again",
  "Start again",
  "I have opened the link",
  "Continue as guest",
  "Create account",
  "Continue",
  "Resend email",
  "Resend code",
  "Resend message",
];

/** Fills the inputs that can be seen, by their autocompletion. */
function fill(card: HTMLElement, kind: string, value = ""): void {
  const inputs = card.querySelectorAll<HTMLInputElement>(`input[autocomplete~="${kind}"]`);
  for (const input of inputs) {
    if (input.closest("[hidden]") !== null || input.value === value) continue;
    fireEvent.input(input, { target: { value } });
  }
}

/** Fills in what is on the screen, and opens the link or reads the code that has come. */
async function answer({ card, homeserver }: Screen, point: Point): Promise<void> {
  const input: AccountInput = journeys[point.journey].input;
  fill(card(), "username", input.username);
  fill(card(), "new-password", input.password);
  fill(card(), "email", input.email);
  fill(card(), "tel-national", input.phone?.number);
  fill(card(), "one-time-code", homeserver.smsInbox.at(-1)?.code);
  for (const token of card().querySelectorAll<HTMLInputElement>(
    'input[name="registrationToken"]',
  )) {
    if (token.closest("[hidden]") === null && token.value !== input.registrationToken)
      fireEvent.input(token, { target: { value: input.registrationToken ?? "" } });
  }
  // A password manager changes a form that is hidden, too.
  const country = card().querySelector("select");
  if (country !== null && input.phone !== undefined) {
    fireEvent.change(country, { target: { value: input.phone.country } });
  }
  for (const box of card().querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) {
    const wanted = box.getAttribute("role") === "switch" ? input.guest === true : true;
    if (box.checked !== wanted) fireEvent.click(box);
  }
  await pass(1_000, 1);
}

/** Opens the link in the newest mail. Tells whether it is still good. */
async function openLink(homeserver: FakeHomeserver): Promise<boolean> {
  const link = homeserver.mailbox.at(-1)?.link;
  return link === undefined || (await homeserver.handle(new Request(link))).status === 200;
}

/** Presses the best control there is. Tells its name, or undefined where none leads on. */
async function goOn(screen: Screen, point: Point, isLinkGood = true): Promise<string | undefined> {
  await answer(screen, point);
  const there = controls(screen.card());
  const useful = isLinkGood ? ways : ways.filter((each) => each !== "I have opened the link");
  const name = useful.find((each) => there.has(each));
  const control = name === undefined ? undefined : there.get(name);
  if (control !== undefined) fireEvent.click(control);
  await pass(2_000, 2);
  return name;
}

async function reach(screen: Screen, point: Point): Promise<void> {
  await pass(2_000);
  for (let acts = 0; acts < 10 && screen.hits() === 0; acts += 1) {
    if (point.afterLink === true) await openLink(screen.homeserver);
    await goOn(screen, point);
  }
  expect(screen.hits(), `the request was sent: ${wordsOf(screen.card())}`).toBe(1);
}

/** The words and the ways on that the screen has to have now. */
function expectHonest({ card, root, homeserver }: Screen, isFresh: boolean): void {
  const { status = "", activity } = root();
  const words = wordsOf(card());
  expect(activity, "nothing turns for ever").toMatch(/^(idle|paused)$/);
  expect(seen(card()).querySelector("h1, h2, h3")).not.toBeNull();
  const there = [...controls(card()).keys()];
  const leadsOn = there.filter((name) => ways.includes(name) || /^(Sign in|Cancel)/.test(name));
  if (status !== "done") expect(leadsOn, `${status}: ${words}`).not.toEqual([]);
  if (homeserver.accounts.length === 0) expect(status).not.toBe("done");
  if (homeserver.accounts.length > 0) {
    expect(words).not.toMatch(/could not be created|no account/i);
    // A form without a word would say that there is none, unless it was opened just now.
    if (status === "account" && activity === "idle" && !isFresh) {
      const problems = card().querySelectorAll('[data-part="problem"], [role="alert"]');
      expect(problems.length, words).toBeGreaterThan(0);
    }
  }
  if (!isOnline && !isFresh) {
    expect(words).toMatch(/offline|connect|respond|arrive|reply|say whether/i);
  }
}

/** Whether the homeserver makes an account by a request, so that a lost answer is in doubt. */
const makesAccount = ({ name, journey }: Point) =>
  /POST|lost answer/.test(name) || journey === "guest";

/** Whether the card waits at a point, so that sleep and the clock matter. */
const waits = ({ name }: Point) => /^poll|validity/.test(name);

/**
 * Whether the card can show something else in a cell than in its neighbours. All faults of
 * all requests are held without a card, in registration.test.ts.
 */
function applies({ point, fault, moment }: Cell): boolean {
  const hasActed = moment === "after it acted";
  if (point.name === "token's validity" && hasActed) return false;
  switch (fault) {
    case "reset":
      return hasActed || makesAccount(point) || waits(point);
    case "slow":
    case "HTML":
      return hasActed && makesAccount(point);
    case "offline":
      return hasActed && !makesAccount(point);
    case "reload":
      return hasActed;
    case "second tab":
      return !hasActed && makesAccount(point) && point.journey !== "guest";
    case "tab hidden":
    case "clock jumps ahead":
    case "clock jumps back":
      return !hasActed && waits(point);
    default:
      return false;
  }
}

const all = points
  .filter((point) => !isCaptcha(point))
  .flatMap((point) =>
    [...networkFaults, ...tabFaults].flatMap((fault) =>
      moments.map((moment): Cell => ({ point, fault, moment })),
    ),
  );
const live = all.filter(applies);

describe.each(
  [...new Set(live.map(({ point }) => point))].map((point) => [point.name, point] as const),
)("the card: %s", (_, point) => {
  const own = live.filter((cell) => cell.point === point);
  test.each(own.map((cell) => [cell.fault, cell.moment, cell] as const))(
    "%s, %s",
    async (_fault, _moment, cell) => {
      const screen = createScreen(cell);
      await reach(screen, point);
      await pass(80_000, 8);
      expectHonest(screen, cell.fault === "reload" || cell.fault === "second tab");

      act(() => connect(true));
      act(() => see("visible"));
      await pass(5_000);
      const used: string[] = [];
      while (used.length < 12 && screen.root()["status"] !== "done") {
        if (screen.root()["status"] === "uncertain" && used.at(-1) === "Check again") break;
        if (wordsOf(screen.card()).includes("taken")) break;
        const name = await goOn(screen, point, await openLink(screen.homeserver));
        if (name === undefined) break;
        used.push(name);
        await pass(15_000, 2);
      }
      expectHonest(screen, false);
      const end = `${screen.root()["status"]} after ${used.join(", ")}: ${wordsOf(screen.card())}`;
      if (point.journey !== "guest") expect(screen.homeserver.accounts, end).toHaveLength(1);
      expect(end).toMatch(/^(done|uncertain)|taken/);
      // After a reload a guest is another one.
      expect(screen.handed.length).toBeLessThanOrEqual(point.journey === "guest" ? 2 : 1);
    },
    60_000,
  );
});

test("counts its cells", () => {
  console.log(
    `dom: fault matrix of the card: ${live.length} cells live, ${all.length - live.length} not applicable`,
  );
  expect(live.length).toBeGreaterThanOrEqual(64);
});
