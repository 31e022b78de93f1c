import type { Page, Route } from "@playwright/test";
import { type AccountServer, forwarded, startAccountServer } from "../oidc/accountServer.mjs";
import { allow, continueThere, signUpThere, userId } from "./accountPages.js";
import { builtPage } from "./addresses.js";
import { test as base, expect } from "./test.js";

const publicUrl = "https://accounts.linked.test";
const serverName = new URL(publicUrl).host;

const test = base.extend<{ accounts: AccountServer }>({
  accounts: async ({ page }, use) => {
    const accounts = await startAccountServer({ publicUrl });
    accounts.settings.serverName = serverName;
    await page.route(`${publicUrl}/**`, (route) => proxy(route, accounts.url));
    await use(accounts);
    await accounts.stop();
  },
});

/** Brings a request of the browser to the server on loopback, and the answer back. */
async function proxy(route: Route, target: string): Promise<void> {
  const request = route.request();
  const { pathname, search } = new URL(request.url());
  const response = await fetch(`${target}${pathname}${search}`, {
    method: request.method(),
    headers: { ...(await request.allHeaders()), ...forwarded(publicUrl) },
    body: request.postDataBuffer() as BodyInit | null,
    redirect: "manual",
  });
  const cookies = response.headers.getSetCookie().join("\n");
  const headers = { ...Object.fromEntries(response.headers), "set-cookie": cookies };
  const location = response.headers.get("Location");
  if (location === null) {
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers, body });
    return;
  }
  // A redirect leads past all routes, to a host that there is not: a page leads there instead.
  const to = new URL(location, request.url()).href.replaceAll("&", "&amp;").replaceAll('"', "%22");
  await route.fulfill({
    headers: { "set-cookie": cookies },
    contentType: "text/html",
    body: `<meta http-equiv="refresh" content="0;url=${to}">`,
  });
}

async function signUp(page: Page, username: string): Promise<void> {
  await expect(continueThere(page)).toHaveAccessibleName(`Continue on ${serverName}`);
  await continueThere(page).click();
  await signUpThere(page, username);
  await allow(page);
  await expect(userId(page)).toHaveText(`@${username}:${serverName}`);
}

test.describe("the page as it is built, under its own policy", () => {
  test("signs up on the account page of a listed homeserver", async ({
    page,
    accounts,
    username,
  }) => {
    await page.route("**/config.json", (route) =>
      route.fulfill({ json: { homeserver: publicUrl, trust: "listed" } }),
    );
    await page.goto(builtPage);
    await signUp(page, username);
    expect(accounts.revoked).toHaveLength(1);
  });

  test("signs up on the account page of any homeserver", async ({ page, accounts, username }) => {
    await page.route("**/config.json", (route) =>
      route.fulfill({ json: { allowAnyHomeserver: true, trust: "any" } }),
    );
    await page.goto(`${builtPage}?homeserver=${encodeURIComponent(publicUrl)}`);
    await page.getByRole("button", { name: "Continue" }).click();
    await signUp(page, username);
    expect(accounts.revoked).toHaveLength(1);
  });
});
