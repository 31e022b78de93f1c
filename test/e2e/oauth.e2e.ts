import type { Page } from "@playwright/test";
import {
  type AccountServer,
  configuredClient,
  startAccountServer,
} from "../oidc/accountServer.mjs";
import { startSynapse } from "../synapse/synapse.mjs";
import { allow, continueThere, signUpThere, userId } from "./accountPages.js";
import { devPage } from "./addresses.js";
import type { TestHomeserver } from "./homeservers.js";
import { test as base, expect } from "./test.js";
import { words } from "./words.js";

/** A homeserver whose accounts are kept on account pages, and those. */
interface Accounts {
  readonly homeserver: TestHomeserver;
  readonly accounts: AccountServer;
}

const test = base.extend<object, { delegated: Accounts }>({
  delegated: [
    async ({ on }, use) => {
      const none = () => Promise.reject(new Error("There are none of these."));
      const rest = {
        createRegistrationToken: none,
        createExpiredToken: none,
        expireSessions: none,
        expireMailLinks: none,
        expireCodes: none,
        mailLinks: none,
        codes: none,
      };
      if (on === "fake") {
        const accounts = await startAccountServer();
        await use({
          homeserver: { ...rest, baseUrl: accounts.url, serverName: "localhost" },
          accounts,
        });
        await accounts.stop();
        return;
      }
      const synapse = await startSynapse("oauth");
      const { accounts, baseUrl, serverName } = synapse;
      if (accounts === undefined) throw new Error("There are no account pages.");
      await use({ homeserver: { ...rest, baseUrl, serverName }, accounts });
      await synapse.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

// The page as it is built takes nothing but https:, which these account pages are not.
test.use({ site: devPage });
// Another worker would start the browser and the account pages once more.
test.describe.configure({ mode: "default" });

test.beforeEach(({ delegated: { accounts } }) => {
  Object.assign(accounts.settings, {
    registration: "open",
    create: true,
    responseModes: ["query", "fragment"],
    serverName: "localhost",
  });
});

/** Has the homeserver say what its account pages say now: Synapse remembers what they said at first. */
async function announceAgain(page: Page, accounts: AccountServer): Promise<void> {
  await page.route("**/_matrix/client/*/auth_metadata", async (route) => {
    const metadata = await fetch(`${accounts.url}/.well-known/openid-configuration`);
    await route.fulfill({ contentType: "application/json", body: await metadata.text() });
  });
}

const startAgain = (page: Page) => page.getByRole("button", { name: "Start again" });

/** The user ID and device of whom a client was handed, as the homeserver sees them; and a sync. */
async function useSession(baseUrl: string, handedOver: string) {
  const { account } = JSON.parse(handedOver) as {
    account: { userId: string; session: { accessToken: string; deviceId: string } };
  };
  const { accessToken, deviceId } = account.session;
  const headers = { Authorization: `Bearer ${accessToken}` };
  const ask = (path: string) => fetch(`${baseUrl}/_matrix/client/v3/${path}`, { headers });
  const whoami = (await (await ask("account/whoami")).json()) as object;
  return { account, deviceId, whoami, sync: () => ask("sync?timeout=0") };
}

test.describe("on the homeserver's account page", () => {
  for (const responseModes of [["query", "fragment"], ["query"]] as const) {
    const mark = responseModes.length === 1 ? "@page @firefox" : "@firefox";
    test(`sign-up, and back by ${responseModes.at(-1)} ${mark}`, async ({
      page,
      open,
      delegated: { homeserver, accounts },
      username,
    }) => {
      accounts.settings.responseModes = responseModes;
      await announceAgain(page, accounts);
      const visited: string[] = [];
      page.on("framenavigated", (frame) => visited.push(frame.url()));
      await open(homeserver, { search: "?lang=en" });
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(page.locator('[data-part="root"]')).toHaveAttribute("data-homeserver", "oauth");
      await expect(continueThere(page)).toBeInViewport({ ratio: 1 });
      await continueThere(page).click();
      await signUpThere(page, username);
      await allow(page);
      await expect(userId(page)).toHaveText(`@${username}:localhost`);
      await expect(page.getByRole("heading", { name: "Your account" })).toBeFocused();
      await expect(page.locator("body")).not.toContainText(/signed in|created|ready/i);
      // The code is out of the address, and nothing of the sign-up is left in the tab or at the homeserver.
      expect(new URL(page.url()).search).toBe("?lang=en");
      expect(page.url()).not.toContain("#");
      const kept = await page.evaluate(() =>
        JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
      );
      expect(kept).not.toMatch(/Verifier|Token/);
      expect(accounts.revoked.length).toBeGreaterThan(0);
    });
  }

  test("a client is handed a session that works", async ({
    page,
    open,
    delegated: { homeserver },
    username,
    on,
  }) => {
    await open(homeserver, { search: "?embedded" });
    await continueThere(page).click();
    await signUpThere(page, username);
    await allow(page);
    const handedOver = await page.locator('[data-part="handed-over"]').innerText();
    const { account, deviceId, whoami, sync } = await useSession(homeserver.baseUrl, handedOver);
    expect(account).toMatchObject({
      userId: `@${username}:localhost`,
      via: "oauth",
      session: { refresh: { via: "oauth" } },
    });
    expect(whoami).toMatchObject({ user_id: `@${username}:localhost`, device_id: deviceId });
    if (on === "synapse") expect((await sync()).status).toBe(200);
  });

  test("a user who is signed in there already comes back with that account @page", async ({
    page,
    open,
    delegated: { homeserver },
    username,
  }) => {
    for (const isFirst of [true, false]) {
      await open(homeserver);
      await continueThere(page).click();
      if (isFirst) await signUpThere(page, username);
      await allow(page);
      await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
      await expect(userId(page)).toHaveText(`@${username}:localhost`);
    }
  });

  test("where no new account can be asked for, the homeserver is closed @page", async ({
    page,
    open,
    delegated: { homeserver, accounts },
  }) => {
    accounts.settings.create = false;
    await announceAgain(page, accounts);
    const { root } = await open(homeserver);
    await expect(root).toHaveAttribute("data-homeserver", "closed");
    await expect(continueThere(page)).toHaveCount(0);
  });

  for (const status of [400, 403] as const) {
    test(`clients may not register (${status}): words, and a client that is known goes on @page`, async ({
      page,
      open,
      delegated: { homeserver, accounts },
      username,
    }) => {
      accounts.settings.registration = status;
      await open(homeserver);
      await continueThere(page).click();
      await expect(page.getByRole("alert")).toContainText(words("returned.registrationRefused"));
      await expect(page.getByText("Only known clients may be used here.")).toBeVisible();
      await expect(continueThere(page)).toBeVisible();
      // An invitation in another language leads back to the address that is registered.
      const config = { oauthClientId: configuredClient };
      await open(homeserver, { config, search: "?lang=de" });
      await page.getByRole("button", { name: /127\.0\.0\.1/ }).click();
      await signUpThere(page, username);
      await allow(page);
      await expect(userId(page)).toHaveText(`@${username}:localhost`);
    });
  }

  test("no is an answer, and one can start again @page", async ({
    page,
    open,
    delegated: { homeserver },
    username,
  }) => {
    await open(homeserver);
    await continueThere(page).click();
    await signUpThere(page, username);
    await page.getByRole("button", { name: "Deny" }).click();
    await expect(page.getByRole("alert")).toContainText(words("returned.denied"));
    await startAgain(page).click();
    await expect(continueThere(page)).toBeVisible();
  });

  test("the return works once, and in its own tab alone @page @firefox", async ({
    page,
    open,
    context,
    delegated: { homeserver },
    username,
  }) => {
    await open(homeserver);
    const callbacks: string[] = [];
    page.on("request", (request) => {
      if (request.isNavigationRequest() && request.url().includes("code="))
        callbacks.push(request.url());
    });
    page.on("framenavigated", (frame) => {
      if (frame.url().includes("code=")) callbacks.push(frame.url());
    });
    await continueThere(page).click();
    await signUpThere(page, username);
    // A reload in between changes nothing.
    await expect(page.getByRole("button", { name: "Allow" })).toBeVisible();
    await page.reload();
    await allow(page);
    await expect(userId(page)).toHaveText(`@${username}:localhost`);
    const [callback = ""] = callbacks;
    expect(callback).toContain("code=");

    await page.reload();
    await expect(continueThere(page)).toBeVisible();
    await page.goto("about:blank");
    await page.goto(callback);
    await expect(page.getByRole("alert")).toContainText(words("returned.replayed"));

    const other = await context.newPage();
    await other.route("**/config.json", (route) =>
      route.fulfill({ json: { homeserver: homeserver.baseUrl, trust: "own" } }),
    );
    await other.goto(callback);
    await expect(other.getByRole("alert")).toContainText(words("returned.lostState"));
    await startAgain(other).click();
    await expect(continueThere(other)).toBeVisible();
  });

  test("an account of another homeserver is not taken @page", async ({
    page,
    open,
    delegated: { homeserver, accounts },
    username,
    on,
  }) => {
    const serverName = on === "fake" ? "localhost" : "example.org";
    if (on === "fake") accounts.settings.serverName = "evil.example";
    await open(homeserver, { config: { serverName } });
    await continueThere(page).click();
    await signUpThere(page, username);
    await allow(page);
    await expect(page.getByRole("alert").first()).toContainText(words("returned.wrongServerName"));
    await expect(userId(page)).toHaveText(on === "fake" ? /:evil\.example$/ : /:localhost$/);
    await expect(page.getByRole("heading", { name: "Your account" })).toHaveCount(0);
  });
});
