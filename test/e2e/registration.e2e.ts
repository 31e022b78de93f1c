import type { Locator, Page, Route } from "@playwright/test";
import { devPage } from "./addresses.js";
import { loginByApi, registerByApi, whoamiByApi } from "./homeservers.js";
import { bodyOf, isRegister } from "./registrationPage.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

test("open registration", async ({ startHomeserver, open, username, password, page }) => {
  const homeserver = await startHomeserver("open");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await expect(page.getByText(words("username.available"))).toBeVisible();
  await registration.createAccount.click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);

  expect(await loginByApi(homeserver, username, password)).toBe(
    `@${username}:${homeserver.serverName}`,
  );
  expect(await registration.submissions()).toHaveLength(2);
  expect(registration.requests.length).toBeLessThanOrEqual(7);
  expect(await registration.placesOf({ password })).toEqual([]);
});

test("a double click sends the form once @page @firefox", async ({
  startHomeserver,
  open,
  username,
  password,
}) => {
  const registration = await open(await startHomeserver("open"));
  await registration.fillIn(username, password);
  await registration.createAccount.dblclick();
  await registration.expectRegistered(new RegExp(`^@${username}:`));
  expect((await registration.submissions()).map(({ auth }) => auth?.type)).toEqual([
    undefined,
    "m.login.dummy",
  ]);
});

test("a username left to the homeserver", async ({ startHomeserver, open, password }) => {
  const homeserver = await startHomeserver("open");
  const registration = await open(homeserver);
  await registration.password.fill(password);
  await registration.createAccount.click();
  await registration.expectRegistered(/^@[^:]+:/);

  const userId = (await registration.userId.textContent()) ?? "";
  expect(await loginByApi(homeserver, userId, password)).toBe(userId);
});

test("closed", async ({ startHomeserver, open, page }) => {
  const registration = await open(await startHomeserver("closed"));
  await expect(registration.root).toHaveAttribute("data-homeserver", "closed");
  await expect(page.getByRole("alert")).toContainText(words("homeserver.closed"));
  await expect(registration.password).toBeHidden();
});

test("a guest, embedded", async ({ startHomeserver, open, page }) => {
  const homeserver = await startHomeserver("guests");
  const registration = await open(homeserver, { search: "?embedded", at: devPage });
  await page.getByRole("switch", { name: "Use a guest account" }).click();
  await registration.button("Continue as guest").click();
  await registration.expectRegistered(/^@[^:]+:/);

  const { account } = await handedOver(page);
  expect(account.kind).toBe("guest");
  expect(await whoamiByApi(homeserver, account.session.accessToken)).toMatchObject({
    user_id: account.userId,
  });
});

test("a guest account on a homeserver for guests only, embedded", async ({
  startHomeserver,
  open,
  page,
}) => {
  const homeserver = await startHomeserver("guestsOnly");
  const registration = await open(homeserver, { search: "?embedded", at: devPage });
  await expect(registration.root).toHaveAttribute("data-homeserver", "closed");
  await expect(page.getByRole("alert")).toHaveText(words("homeserver.closed"));
  await registration.button("Continue as guest").click();
  await registration.expectRegistered(/^@[^:]+:/);

  const { account } = await handedOver(page);
  expect(account.kind).toBe("guest");
  expect(await whoamiByApi(homeserver, account.session.accessToken)).toMatchObject({
    user_id: account.userId,
  });
});

test("an account, embedded", async ({ startHomeserver, open, username, password, page }) => {
  const homeserver = await startHomeserver("open");
  const registration = await open(homeserver, { search: "?embedded", at: devPage });
  await registration.signUp({ username, password });
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);

  const { account } = await handedOver(page);
  expect(account.userId).toBe(`@${username}:${homeserver.serverName}`);
  expect(await whoamiByApi(homeserver, account.session.accessToken)).toEqual(
    expect.objectContaining({ user_id: account.userId, device_id: account.session.deviceId }),
  );
  expect(await registration.placesOf({ password })).toEqual([]);
});

test("a password too weak", async ({ startHomeserver, open, username, password }) => {
  const homeserver = await startHomeserver("passwordPolicy");
  const registration = await open(homeserver);
  await registration.signUp({ username, password: "weak" });
  await expect(registration.password).toHaveAttribute("aria-invalid", "true");
  await expect(registration.password).toHaveAccessibleDescription(
    words("problem.passwordTooShort"),
  );
  await expect(registration.username).toHaveValue(username);

  await registration.password.fill(password);
  await registration.createAccount.click();
  await registration.expectAccount({ username, password });
});

test("a name that is taken", async ({ startHomeserver, open, username, password, page }) => {
  const homeserver = await startHomeserver("open");
  await registerByApi(homeserver, username, "another-password");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await expect(page.getByText(words("problem.usernameTaken"))).toBeVisible();
  // Only advice: the homeserver has the last word.
  await registration.createAccount.click();
  await expect(registration.username).toHaveAttribute("aria-invalid", "true");
  await expect(registration.username).toHaveAccessibleDescription(words("problem.usernameTaken"));

  await registration.username.fill(`${username}2`);
  await registration.createAccount.click();
  await registration.expectAccount({ username: `${username}2`, password });
});

test("a name that is taken late", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
  on,
}) => {
  const homeserver = await startHomeserver("open", { onFake: "nameTakenLate" });
  const registration = await open(homeserver);
  if (on === "synapse") {
    await onceAt(page, "first", async (route) => {
      const response = await route.fetch();
      await registerByApi(homeserver, username, "another-password");
      await route.fulfill({ response });
    });
  }
  await registration.signUp({ username, password });
  await expect(registration.username).toHaveAttribute("aria-invalid", "true");
  await expect(registration.username).toHaveAccessibleDescription(words("problem.usernameTaken"));
  await expect(registration.password).toHaveValue(password);

  await registration.username.fill(`${username}2`);
  await registration.createAccount.click();
  await registration.expectAccount({ username: `${username}2`, password });
});

test("limited", async ({ startHomeserver, open, username, password, page, on }) => {
  const homeserver = await startHomeserver("limited");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  // The fake homeserver's scenario has somebody else come first by itself.
  if (on === "synapse") await registerByApi(homeserver, `${username}-first`, "another-password");
  await registration.createAccount.click();
  await expect(registration.root).toHaveAttribute("data-activity", "paused");
  await expect(page.getByText(words("problem.rateLimited"))).toBeVisible();
  await expect(registration.password).toHaveValue(password);
  const { length } = await registration.submissions();

  const countdown = page.locator('[data-part="countdown"]');
  await expect(countdown).toHaveText(words("pause.now"), { timeout: 20_000 });
  expect(await registration.submissions()).toHaveLength(length);
  await registration.button("Try again").click();
  await registration.expectAccount({ username, password });
});

test("an answer lost at the last step @firefox", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
  on,
}) => {
  const homeserver = await startHomeserver("open", { onFake: "answerLost" });
  const registration = await open(homeserver);
  if (on === "synapse") {
    await onceAt(page, "last", async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
  }
  await registration.signUp({ username, password });
  await registration.expectAccount({ username, password });
  // The same body in the same session, which makes no second account.
  const [, made, checked] = await registration.submissions();
  expect(checked).toEqual({ ...made, auth: { session: made?.auth?.session } });
  expect(await registration.submissions()).toHaveLength(3);
});

test("approval", async ({ startHomeserver, open, username, password, page }) => {
  const homeserver = await startHomeserver("approval");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  await expect(registration.root).toHaveAttribute("data-status", "done");
  await expect(page.getByRole("heading", { name: words("done.pendingHeading") })).toBeVisible();
  await expect(registration.userId).toBeHidden();
  await expect(loginByApi(homeserver, username, password)).rejects.toThrow(/APPROVAL/);
});

test("by keyboard alone @page @firefox", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("terms");
  const registration = await open(homeserver);
  await expect(registration.username).toBeVisible();
  await tabTo(registration.username);
  await page.keyboard.type(username);
  await tabTo(registration.password);
  await page.keyboard.type(password);
  await tabTo(page.getByRole("checkbox", { name: "Privacy Policy" }));
  await page.keyboard.press("Space");
  await tabTo(registration.createAccount);
  await page.keyboard.press("Enter");
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  await tabTo(registration.button("Copy"));
});

test("a reload in the middle keeps nothing secret @page @firefox", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("open");
  await registerByApi(homeserver, username, "another-password");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  await expect(registration.username).toHaveAttribute("aria-invalid", "true");
  expect(await registration.placesOf({ password })).toEqual([]);

  await page.reload();
  await expect(registration.password).toHaveValue("");
  expect(await registration.placesOf({ password })).toEqual([]);
  await registration.signUp({ username: `${username}2`, password });
  await registration.expectRegistered(`@${username}2:${homeserver.serverName}`);
});

interface HandedOver {
  readonly account: {
    readonly userId: string;
    readonly kind: string;
    readonly session: { readonly accessToken: string; readonly deviceId: string };
  };
}

/** What the embedding client's `onDone` was given. */
async function handedOver(page: Page): Promise<HandedOver> {
  const text = await page.locator('[data-part="handed-over"]').textContent();
  return JSON.parse(text ?? "") as HandedOver;
}

/** Does something to the first submission, or to the first that may make the account. */
async function onceAt(
  page: Page,
  which: "first" | "last",
  act: (route: Route) => Promise<void>,
): Promise<void> {
  let done = false;
  await page.route(
    ({ pathname }) => isRegister(pathname),
    async (route) => {
      const { password, auth } = bodyOf(route.request());
      const isMeant =
        password !== undefined && (which === "first") === (auth?.type === undefined) && !done;
      if (!isMeant) return route.continue();
      done = true;
      return act(route);
    },
  );
}

/** Presses Tab until an element has the focus. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await target.page().keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}
