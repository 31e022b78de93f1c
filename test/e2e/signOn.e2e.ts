import { signOn } from "./signOn.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

const provider = "Continue with Example ID";

test("signing on makes the account, and the next time comes back to it @firefox", async ({
  startHomeserver,
  open,
  page,
  username,
}) => {
  const homeserver = await startHomeserver("oidcSso");
  const userId = `@${username}:${homeserver.serverName}`;
  const registration = await open(homeserver);
  await expect(registration.root).toHaveAttribute("data-homeserver", "sso");
  await registration.button(provider).click();
  await signOn(page, username);
  await expect(registration.userId).toHaveText(userId);
  await expect(page.getByRole("heading", { name: "Your account" })).toBeFocused();
  await expect(page.locator("body")).not.toContainText(/signed in|created|ready/i);
  await expect(page).toHaveURL(/^[^?]*$/);

  await open(homeserver);
  await registration.button(provider).click();
  await signOn(page, username);
  await expect(registration.userId).toHaveText(userId);
});

test("the page keeps no session, and the token is nowhere @page @firefox", async ({
  startHomeserver,
  open,
  page,
  username,
}) => {
  const homeserver = await startHomeserver("oidcSso");
  const registration = await open(homeserver);
  await registration.button(provider).click();
  const arrived = page.waitForRequest((request) => request.url().includes("loginToken="));
  const ended = page.waitForResponse((response) => response.url().endsWith("/logout"));
  await signOn(page, username);
  const loginToken = new URL((await arrived).url()).searchParams.get("loginToken") ?? "";
  const end = await ended;
  expect(end.status()).toBe(200);
  const [, accessToken = ""] =
    /^Bearer (.+)$/.exec((await end.request().headerValue("authorization")) ?? "") ?? [];
  await expect(registration.userId).toBeVisible();
  const secrets = { loginToken, accessToken };
  expect(Object.values(secrets)).not.toContain("");
  expect(await registration.placesOf(secrets)).toEqual([]);
  const who = await fetch(`${homeserver.baseUrl}/_matrix/client/v3/account/whoami`, {
    headers: { Authorization: `Bearer ${secrets.accessToken}` },
  });
  expect(who.status).toBe(401);
});

test("a return works once, and in its own tab alone @page", async ({
  startHomeserver,
  open,
  page,
  context,
  username,
}) => {
  const homeserver = await startHomeserver("oidcSso");
  const registration = await open(homeserver);
  await registration.button(provider).click();
  const arrival = page.waitForRequest((request) => request.url().includes("loginToken="));
  await signOn(page, username);
  const back = (await arrival).url();
  await expect(registration.userId).toBeVisible();

  const asked: string[] = [];
  context.on("request", (request) => {
    if (request.url().endsWith("/login")) asked.push(request.url());
  });
  await page.goto(back);
  await expect(page.getByRole("alert")).toContainText(words("returned.replayed"));
  await expect(page).toHaveURL(/^[^?]*$/);
  await registration.button("Start again").click();
  await expect(registration.button(provider)).toBeVisible();

  const other = await context.newPage();
  await other.goto(back);
  await expect(other.getByRole("alert")).toContainText(words("returned.lostState"));
  expect(asked.filter((url) => !url.startsWith(homeserver.baseUrl))).toEqual([]);
});

test("a reload on the way, and after it, does no harm @firefox", async ({
  startHomeserver,
  open,
  page,
  username,
}) => {
  const homeserver = await startHomeserver("oidcSso");
  const registration = await open(homeserver);
  await registration.button(provider).click();
  await expect(page.getByRole("textbox", { name: "Sign on as" })).toBeVisible();
  await page.reload();
  await signOn(page, username);
  await expect(registration.userId).toHaveText(`@${username}:${homeserver.serverName}`);
  await page.reload();
  await expect(registration.button(provider)).toBeVisible();
});

test("a strange return is told, and nothing is asked @page", async ({
  startHomeserver,
  open,
  page,
}) => {
  const homeserver = await startHomeserver("oidcSso");
  const search = `?sso_return=${"0".repeat(32)}&loginToken=stolen`;
  const registration = await open(homeserver, { search });
  await expect(page.getByRole("alert")).toContainText(words("returned.lostState"));
  await expect(registration.root).toHaveAttribute("data-status", "failed");
  expect(registration.requests).toEqual([]);
  await expect(page).toHaveURL(/^[^?]*$/);
});
