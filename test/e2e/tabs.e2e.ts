/** One sign-up in two tabs: the browser itself keeps them apart. */
import type { Page } from "@playwright/test";
import { newAddress, newestLink } from "./elsewhere.js";
import type { TestHomeserver } from "./homeservers.js";
import { isRegister, RegistrationPage } from "./registrationPage.js";
import { expect, routeConfig, test } from "./test.js";
import { words } from "./words.js";

test.beforeEach(async ({ page }) => {
  await page.clock.install();
});

test("while both wait for the mail, one polls; the other is told of the end @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("email");
  const address = newAddress();
  const first = await open(homeserver);
  await first.fillIn(username, password);
  await waitForMail(first, address);
  const second = await duplicate(page, homeserver);
  await expect(second.username).toHaveValue(username);
  await second.password.fill(password);
  await waitForMail(second, address);
  expect(await homeserver.mailLinks(address)).toHaveLength(1);

  // Some browsers hide a tab behind one that was opened.
  await page.bringToFront();
  const before = [looks(first), looks(second)] as const;
  for (const times of [1, 2, 3]) {
    await page.clock.fastForward("00:31");
    await expect.poll(() => looks(first)).toBeGreaterThanOrEqual(before[0] + times);
  }
  expect(looks(second)).toBe(before[1]);

  const tab = await page.context().newPage();
  await tab.goto(await newestLink(homeserver, address));
  await tab.close();
  await page.clock.fastForward("00:31");
  await first.expectRegistered(`@${username}:${homeserver.serverName}`);
  await expect(
    second.page.getByRole("heading", { name: words("done.otherTabHeading") }),
  ).toBeVisible();
  await expect(second.root).toHaveAttribute("data-status", "done");
});

test("the one that is looked at looks, while the other one is hidden @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("email");
  const address = newAddress();
  const first = await open(homeserver);
  await first.fillIn(username, password);
  await waitForMail(first, address);
  await hide(first.page);
  const second = await duplicate(page, homeserver);
  await expect(second.username).toHaveValue(username);
  await second.password.fill(password);
  await waitForMail(second, address);

  const tab = await page.context().newPage();
  await tab.goto(await newestLink(homeserver, address));
  await tab.close();
  const before = looks(first);
  await page.clock.fastForward("00:31");
  await second.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(looks(first)).toBe(before);
});

test("an account made in one tab is not a name that is taken in the other @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("open");
  const first = await open(homeserver);
  await first.fillIn(username, password);
  // What is typed is kept once typing rests.
  const kept = () => page.evaluate(() => JSON.stringify(sessionStorage));
  await expect.poll(kept).toContain(username);
  const second = await duplicate(page, homeserver);
  await expect(second.username).toHaveValue(username);
  await first.createAccount.click();
  await first.expectRegistered(`@${username}:${homeserver.serverName}`);
  await expect(
    second.page.getByRole("heading", { name: words("done.otherTabHeading") }),
  ).toBeVisible();
});

async function waitForMail(registration: RegistrationPage, address: string): Promise<void> {
  await registration.email.fill(address);
  await registration.createAccount.click();
  await expect(registration.button("I have opened the link")).toBeVisible();
}

/** The same page in another tab, with a copy of what this tab keeps for itself. */
async function duplicate(page: Page, homeserver: TestHomeserver): Promise<RegistrationPage> {
  const { baseUrl, serverName } = homeserver;
  await routeConfig(page.context(), { homeserver: baseUrl, serverName, trust: "own" });
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate(() => void window.open(location.href)),
  ]);
  return new RegistrationPage(tab, homeserver, []);
}

/** How often the homeserver was asked for an account in this tab. */
function looks({ requests }: RegistrationPage): number {
  return requests.filter((request) => isRegister(new URL(request.url()).pathname)).length;
}

/** No browser without a screen hides a tab. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
}
