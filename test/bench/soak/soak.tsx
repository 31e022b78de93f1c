/** A page on which one sign-up follows another, for `scripts/soak.mjs`. */
import { createRoot } from "react-dom/client";
import { RegisterCard } from "../../../src/card/index.js";
import type { Result } from "../../../src/index.js";
import {
  createFakeHomeserver,
  type FakeHomeserver,
  type FakeHomeserverOptions,
} from "../../../src/testing/index.js";
import { count, type Held, heldNow } from "./counting.js";

count();

const terms = [
  { id: "privacy_policy", version: "1.0", translations: { en: { name: "Privacy Policy" } } },
];
const kinds: readonly FakeHomeserverOptions[] = [
  {},
  { terms },
  { email: "required" },
  { terms, email: "required" },
];

export interface SoakPage {
  /** Signs up so many times, and tells what is left when the last card is gone. */
  readonly signUp: (times: number) => Promise<Held>;
  /** Leaves so many sign-ups half-way. */
  readonly abandon: (times: number) => Promise<Held>;
}

const container = document.querySelector("#root")!;
let number = 0;

const soak: SoakPage = {
  async signUp(times) {
    for (let time = 0; time < times; time += 1) await one(false);
    return atRest();
  },
  async abandon(times) {
    for (let time = 0; time < times; time += 1) await one(true);
    return atRest();
  },
};
Object.assign(globalThis, { soak });

/** Mounts a card, signs up as a user does, and unmounts it. */
async function one(isAbandoned: boolean): Promise<void> {
  number += 1;
  const options = isAbandoned
    ? { email: "required" as const }
    : (kinds[number % kinds.length] ?? {});
  const homeserver = createFakeHomeserver(options);
  const root = createRoot(container);
  let result: Result | undefined;
  root.render(
    <RegisterCard
      homeserver={homeserver.baseUrl}
      trust="own"
      fetch={homeserver.fetch}
      resume
      nextLink="https://app.example.org/"
      onDone={(ended) => {
        result = ended;
      }}
    />,
  );
  await fillIn(options);
  if (options.email !== undefined) await openLink(homeserver, isAbandoned);
  if (!isAbandoned) {
    await until(
      () => result !== undefined && document.querySelector('[data-part="user-id"]') !== null,
    );
    const [account, ...others] = homeserver.accounts;
    if (account?.devices.length !== 1 || others.length > 0)
      throw new Error("Not one account with one device.");
    if (result?.outcome !== "registered" || result.account.session === null)
      throw new Error("No session.");
  }
  root.unmount();
  sessionStorage.clear();
}

async function fillIn({ email, terms: policies = [] }: FakeHomeserverOptions): Promise<void> {
  // What a homeserver asks for comes after the fields that each has.
  const asked = [
    "input[name=username]:enabled",
    ...(email === undefined ? [] : ["input[name=email]"]),
    ...(policies.length > 0 ? ["input[type=checkbox]"] : []),
  ];
  await until(() => asked.every((selector) => document.querySelector(selector) !== null));
  type("input[name=username]", `user${number}`);
  type("input[autocomplete=new-password]", "correct horse battery");
  if (email !== undefined) type("input[name=email]", "user@example.com");
  if (policies.length > 0)
    document.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  press("Create account");
}

async function openLink(homeserver: FakeHomeserver, isAbandoned: boolean): Promise<void> {
  await until(
    () => homeserver.mailbox.length > 0 && button("I have opened the link") !== undefined,
  );
  if (isAbandoned) return;
  await homeserver.handle(new Request(homeserver.mailbox.at(-1)?.link ?? ""));
  press("I have opened the link");
}

/** Types as a user does, so that React hears of it. */
function type(selector: string, text: string): void {
  const input = document.querySelector<HTMLInputElement>(selector);
  if (input === null) throw new Error(`There is no ${selector}.`);
  // React listens to the property of the element itself.
  Reflect.set(HTMLInputElement.prototype, "value", text, input);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function button(name: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name);
}

function press(name: string): void {
  const found = button(name);
  if (found === undefined) throw new Error(`There is no button ${name}: ${container.textContent}`);
  found.click();
}

/** Waits by frames of the event loop, not by timers, which are counted. */
async function until(isSo: () => boolean): Promise<void> {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > 20_000)
      throw new Error(`Waited in vain: ${container.textContent}`);
    await turn();
  }
}

const { port1, port2 } = new MessageChannel();
port1.start();

function turn(): Promise<void> {
  return new Promise((resolve) => {
    port1.addEventListener("message", () => resolve(), { once: true });
    port2.postMessage(null);
  });
}

/** What is held once everything that was still to come has come: an unmounted registration ends a moment later. */
async function atRest(): Promise<Held> {
  const began = performance.now();
  while (performance.now() - began < 1_000) await turn();
  return heldNow();
}
