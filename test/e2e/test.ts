import { randomUUID } from "node:crypto";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { translatePage } from "../translatePage.js";
import { builtPage, captchaPage, devPage } from "./addresses.js";
import {
  dendrites,
  fakeHomeservers,
  type Homeservers,
  synapses,
  type TestHomeserver,
} from "./homeservers.js";
import { RegistrationPage } from "./registrationPage.js";

export { expect } from "@playwright/test";

export interface TestOptions {
  /** Which homeservers the project runs on. */
  readonly on: "fake" | "synapse" | "dendrite";
  /** Where the page is: as it is developed, or as it is built. */
  readonly site: string;
  /** Whether the browser translates each page, into the same words. */
  readonly isTranslated: boolean;
}

interface Fixtures {
  readonly startHomeserver: Homeservers["start"];
  /** For what no real homeserver can be set up to do. */
  readonly fakes: ReturnType<typeof fakeHomeservers>;
  /**
   * Opens the page on a homeserver, by the page's own config.json. `captcha`: the page as it is built to
   * show captchas in place.
   */
  readonly open: (
    homeserver: TestHomeserver,
    options?: { search?: string; config?: object; at?: string; captcha?: boolean },
  ) => Promise<RegistrationPage>;
  /** A name nobody has. */
  readonly username: string;
  readonly password: string;
  /** Everything the console said but what every 401 makes the browser say. */
  readonly consoleLines: string[];
}

export const test = base.extend<Fixtures, TestOptions & { homeservers: Homeservers }>({
  on: ["fake", { option: true, scope: "worker" }],
  site: [devPage, { option: true, scope: "worker" }],
  isTranslated: [false, { option: true, scope: "worker" }],
  homeservers: [
    async ({ on, site }, use) => {
      const kinds = { fake: () => fakeHomeservers(site), synapse: synapses, dendrite: dendrites };
      const homeservers = kinds[on]();
      await use(homeservers);
      await homeservers.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  startHomeserver: async ({ homeservers }, use) => {
    await use((setUp, options) => homeservers.start(setUp, options));
  },
  fakes: async ({ site }, use) => {
    await use(fakeHomeservers(site));
  },
  username: async ({ on }, use) => {
    await use(`${on}-${randomUUID().slice(0, 8)}`);
  },
  password: async ({ on }, use) => {
    await use(`Pass word ${on}-${randomUUID().slice(0, 8)} é!1`);
  },
  consoleLines: [
    async ({ page }, use) => {
      const lines: string[] = [];
      page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => lines.push(`thrown: ${error.message}`));
      await use(lines);
      expect(lines.filter(isUnexpected)).toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, isTranslated }, use) => {
    if (isTranslated) await translate(page, ["", ""]);
    await use(page);
    // A request on its way when a test ends has nobody left to answer to.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  },
  open: async ({ page, consoleLines, site }, use) => {
    await use(async (homeserver, { search = "", config = {}, at = site, captcha = false } = {}) => {
      const { baseUrl, serverName } = homeserver;
      await routeConfig(page, { homeserver: baseUrl, serverName, trust: "own", ...config });
      const registration = new RegistrationPage(page, homeserver, consoleLines);
      await page.goto(new URL(search, captcha && at === builtPage ? captchaPage : at).href);
      return registration;
    });
  },
});

/** Has the browser translate each document, as soon as it is there. */
export async function translate(page: Page, marks: readonly [string, string]): Promise<void> {
  const content = `document.addEventListener("DOMContentLoaded", () =>
    (${translatePage.toString()})(document.body, ${JSON.stringify(marks)}));`;
  await page.addInitScript({ content });
}

/** Has the browser read this config.json in place of the page's own. */
export async function routeConfig(where: Page | BrowserContext, config: unknown): Promise<void> {
  await where.route("**/config.json", (route) => route.fulfill({ json: config }));
}

/** What the browser says of any refused request, and Vite and React of being developed. */
function isUnexpected(line: string): boolean {
  return ![
    /^error: Failed to load resource: .*(status of [45]\d\d|net::ERR_)/,
    // Chromium, of the question whether the homeserver has a page of its own. It is kept from other origins.
    /^error: Access to fetch at '\S+\/fallback\/web' .* blocked by CORS policy/,
    // Firefox, of a request to elsewhere that nothing answers.
    /^thrown: The Same Origin Policy disallows .*CORS request did not succeed/,
    /^debug: \[vite\]/,
    /React DevTools/,
    /^timeStamp: /,
  ].some((expected) => expected.test(line));
}
