/** `fallbackWindow: "opener"`: the homeserver's own page in a window, in browsers that block pop-ups. */
import type { Page } from "@playwright/test";
import { chromiumBlockingLaunch, firefoxLaunch } from "../browsers.js";
import { devPage } from "./addresses.js";
import { blockCaptcha } from "./captcha.js";
import { comeBack } from "./elsewhere.js";
import type { RegistrationPage } from "./registrationPage.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

test.use({
  launchOptions: [
    async ({ browserName }, use) => {
      const { firefoxUserPrefs, ...firefox } = firefoxLaunch;
      await use(
        browserName === "firefox"
          ? {
              ...firefox,
              firefoxUserPrefs: { ...firefoxUserPrefs, "dom.disable_open_during_load": true },
            }
          : chromiumBlockingLaunch,
      );
    },
    { scope: "worker" },
  ],
  // Only there an app can be played.
  site: devPage,
});
// Another worker would start such a browser once more.
test.describe.configure({ mode: "default" });

const embedded = { search: "?embedded=opener" };
const confirmation = "org.example.confirmation";

/** How often the homeserver was asked whether the stage was done. */
async function questions(registration: RegistrationPage): Promise<number> {
  return (await registration.steps()).filter((step) => step === "session").length;
}

const link = (page: Page) => page.locator('[data-part="fallback-link"]');

test("a window that says it is finished is worth one question, and the registration goes on @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("otherStages");
  const registration = await open(homeserver, embedded);
  await registration.signUp({ username, password, policy: "Privacy Policy" });
  await registration.expectStage(confirmation);
  // Here nothing but the message may tell: nobody comes back, and no time passes.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const [window] = await Promise.all([page.waitForEvent("popup"), link(page).click()]);
  await window.waitForLoadState();
  expect(await window.evaluate(() => globalThis.opener !== null)).toBe(true);
  const before = await questions(registration);
  await window.getByRole("button", { name: "Confirm" }).click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect((await questions(registration)) - before).toBe(1);
});

test("a window that the browser blocks: the link is the way @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("otherStages");
  const registration = await open(homeserver, embedded);
  await registration.signUp({ username, password, policy: "Privacy Policy" });
  await registration.expectStage(confirmation);
  await link(page).evaluate((element: HTMLAnchorElement) => {
    // One window for one act of the user: those after it are blocked.
    for (let one = window.open(""); one !== null; one = window.open("")) one.close();
    element.click();
  });
  await expect(page.getByRole("alert")).toContainText(words("stage.fallback.blocked"));

  const [tab] = await Promise.all([page.context().waitForEvent("page"), link(page).click()]);
  await tab.waitForLoadState();
  expect(await tab.evaluate(() => globalThis.opener === null)).toBe(true);
  await tab.getByRole("button", { name: "Confirm" }).click();
  await expect(tab.locator("body")).toContainText("Thank you");
  await comeBack(page, tab);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

test("a captcha whose script is blocked here is solved in a window @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
  context,
}) => {
  await blockCaptcha(page, context);
  const homeserver = await fakes.start("recaptcha");
  const registration = await open(homeserver, embedded);
  await registration.signUp({ username, password });
  await expect(page.getByRole("alert")).toContainText(words("stage.recaptcha.blocked"));
  // Here nothing but the window's message may tell: nobody comes back, and no time passes.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const [window] = await Promise.all([page.waitForEvent("popup"), link(page).click()]);
  await window.getByRole("button", { name: "I’m not a robot" }).click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});
