import { randomUUID } from "node:crypto";
import { test as base, expect, type Page } from "@playwright/test";
import { fakeHomeservers, type Homeservers, synapses, type TestHomeserver } from "./homeservers.js";
import { RegistrationPage } from "./registrationPage.js";

export { expect } from "@playwright/test";

export interface TestOptions {
  /** Which homeservers the project runs on. */
  readonly on: "fake" | "synapse";
}

interface Fixtures {
  readonly startHomeserver: Homeservers["start"];
  /** Opens the page on a homeserver, by the page's own config.json. */
  readonly open: (
    homeserver: TestHomeserver,
    options?: { search?: string; config?: object; at?: string },
  ) => Promise<RegistrationPage>;
  /** A name nobody has. */
  readonly username: string;
  readonly password: string;
  /** Everything the console said but what every 401 makes the browser say. */
  readonly consoleLines: readonly string[];
}

export const test = base.extend<Fixtures, TestOptions & { homeservers: Homeservers }>({
  on: ["fake", { option: true, scope: "worker" }],
  homeservers: [
    async ({ on }, use) => {
      const homeservers = on === "fake" ? fakeHomeservers() : synapses();
      await use(homeservers);
      await homeservers.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  startHomeserver: async ({ homeservers }, use) => {
    await use((setUp) => homeservers.start(setUp));
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
  open: async ({ page, consoleLines }, use) => {
    await use(async (homeserver, { search = "", config = {}, at = "/" } = {}) => {
      const { baseUrl, serverName } = homeserver;
      await routeConfig(page, { homeserver: baseUrl, serverName, trust: "own", ...config });
      const registration = new RegistrationPage(page, homeserver, consoleLines);
      await page.goto(`${at}${search}`);
      return registration;
    });
  },
});

/** Has the browser read this config.json in place of the page's own. */
export async function routeConfig(page: Page, config: unknown): Promise<void> {
  await page.route("**/config.json", (route) => route.fulfill({ json: config }));
}

/** What the browser says of any refused request, and Vite and React of being a dev server. */
function isUnexpected(line: string): boolean {
  return ![
    /^error: Failed to load resource: .*(status of 4\d\d|net::ERR_)/,
    /^debug: \[vite\]/,
    /React DevTools/,
  ].some((expected) => expected.test(line));
}
