import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { blockCaptcha, captchaPolicy, goodAnswer, showCaptcha, solveCaptcha } from "./captcha.js";
import { comeBack, newAddress, newestLink, openLink, openOwnPage } from "./elsewhere.js";
import { loginByApi } from "./homeservers.js";
import { isRegister, type RegistrationPage } from "./registrationPage.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

test.describe("an e-mail address", () => {
  test("confirmed in another tab while the page waits", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.createAccount.click();
    await registration.expectStage("m.login.email.identity");
    await expect(page.getByText(address)).toBeVisible();

    await registration.button("I have opened the link").click();
    await expect(page.getByRole("alert")).toBeVisible();
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await loginByApi(homeserver, username, password);
  });

  test("confirmed in the same tab", async ({ startHomeserver, open, username, password, page }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.createAccount.click();
    await expect(registration.button("I have opened the link")).toBeVisible();
    await page.goto(await newestLink(homeserver, address));
    await expect(page.locator("body")).toContainText("validated");

    await page.goBack();
    await expect(registration.username).toHaveValue(username);
    await expect(registration.email).toHaveValue(address);
    await registration.password.fill(password);
    await registration.createAccount.click();
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
    await loginByApi(homeserver, username, password);
  });

  test("that is changed after the mail was sent", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const [first, second] = [newAddress(), newAddress()];
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await registration.email.fill(first);
    await registration.createAccount.click();
    await registration.button("Change address").click();
    const field = inStage(registration, "Email address");
    await expect(field).toHaveValue(first);
    await field.fill(second);
    await registration.button("Continue").click();
    await expect(page.getByText(second)).toBeVisible();
    await openLink(page, homeserver, second);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });

  test("that the homeserver does not accept, and another one", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await registration.email.fill("person@denied.example.org");
    await registration.createAccount.click();
    await registration.expectStage("m.login.email.identity");
    const field = inStage(registration, "Email address");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(words("problem.emailRefused"));
    await field.fill(address);
    await registration.button("Continue").click();
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });

  test("whose link has expired, and the one in the next mail", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    await page.clock.install();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.createAccount.click();
    await newestLink(homeserver, address);
    await homeserver.expireMailLinks();
    await openLink(page, homeserver, address, { says: "expired" });
    await registration.button("I have opened the link").click();
    await expect(page.getByRole("alert")).toContainText(words("problem.notOpenedYet"));

    const resend = registration.button("Resend email");
    await expect(resend).toHaveAttribute("aria-disabled", "true");
    await page.clock.fastForward("00:31");
    await expect(resend).not.toHaveAttribute("aria-disabled");
    await resend.click();
    await expect.poll(() => homeserver.mailLinks(address)).toHaveLength(2);
    await expect(resend).toHaveAttribute("aria-disabled", "true");
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });

  test("left empty where it may be", async ({ startHomeserver, open, username, password }) => {
    const homeserver = await startHomeserver("emailOptional");
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await expect(registration.email).toHaveAccessibleDescription(words("email.optionalHint"));
    await registration.createAccount.click();
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await loginByApi(homeserver, username, password);
  });

  test("and a reload while the mail is on its way: what was typed but the password is there, and the mail counts", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.createAccount.click();
    await expect(registration.button("I have opened the link")).toBeVisible();
    expect(await registration.placesOf({ password })).toEqual([]);

    await page.reload();
    await expect(registration.username).toHaveValue(username);
    await expect(registration.email).toHaveValue(address);
    await expect(registration.password).toHaveValue("");
    await openLink(page, homeserver, address);
    await registration.password.fill(password);
    await registration.createAccount.click();
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
    await loginByApi(homeserver, username, password);
  });
});

test.describe("a captcha", () => {
  test("that comes late, is answered too late, is refused, and then right", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const { opened, letThrough } = gate();
    await showCaptcha(page, ["bad", goodAnswer()], opened);
    const homeserver = await startHomeserver("recaptcha");
    const registration = await open(homeserver, { csp: captchaPolicy });
    await registration.fillIn(username, password);
    await registration.createAccount.click();
    await registration.expectStage("m.login.recaptcha");
    await expect(page.getByText(words("stage.recaptcha.loading"))).toBeVisible();
    letThrough();
    await page.getByRole("button", { name: "Wait too long" }).click();
    await expect(
      registration.root.locator('[data-part="stage"]').getByText(words("stage.recaptcha.expired")),
    ).toBeVisible();
    await solveCaptcha(page);
    await expect(page.getByRole("alert")).toContainText(words("problem.captchaRefused"));
    await registration.expectStage("m.login.recaptcha");
    await solveCaptcha(page);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await loginByApi(homeserver, username, password);
  });

  test("that is blocked, and pop-ups too: the homeserver's own page", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
    context,
  }) => {
    await blockCaptcha(page, context);
    await page.addInitScript(() => {
      window.open = () => null;
    });
    const homeserver = await startHomeserver("recaptcha");
    const registration = await open(homeserver, { csp: captchaPolicy });
    await registration.fillIn(username, password);
    await registration.createAccount.click();
    await expect(page.getByRole("alert")).toContainText(words("stage.recaptcha.blocked"));
    await registration.button("I have finished").click();
    await expect(page.getByText(words("problem.notFinishedYet"))).toBeVisible();

    const tab = await openOwnPage(registration);
    await tab.getByRole("button", { name: "I’m not a robot" }).click();
    await expect(tab.locator("body")).toContainText("Thank you");
    await comeBack(page, tab);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await loginByApi(homeserver, username, password);
  });
});

test.describe("a captcha, the terms and an e-mail address", () => {
  const policyName = "Privacy Policy";

  test("in at most 12 requests besides looks", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer()]);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { csp: captchaPolicy });
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.policy(policyName).check();
    await registration.createAccount.click();
    expect(await homeserver.mailLinks(address)).toEqual([]);
    await solveCaptcha(page);
    await registration.expectStage("m.login.email.identity");
    await expect(page.getByText(address)).toBeVisible();
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    expect(await withoutLooks(registration)).toBeLessThanOrEqual(12);
    await loginByApi(homeserver, username, password);
  });

  test("with a reload at every stage: no second mail", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer()]);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { csp: captchaPolicy });
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.policy(policyName).check();
    await registration.createAccount.click();
    await registration.expectStage("m.login.recaptcha");

    const goOn = async ({ reloads = true } = {}) => {
      await showCaptcha(page, [goodAnswer()]);
      if (reloads) await page.reload();
      await expect(registration.username).toHaveValue(username);
      await expect(registration.email).toHaveValue(address);
      await expect(registration.policy(policyName)).toBeChecked();
      await expect(registration.password).toHaveValue("");
      await registration.password.fill(password);
      await registration.createAccount.click();
      await registration.expectStage("m.login.recaptcha");
      await solveCaptcha(page);
    };
    await goOn();
    await expect(registration.button("I have opened the link")).toBeVisible();
    await goOn();
    await expect(registration.button("I have opened the link")).toBeVisible();
    // Confirmed while the page is gone: it counts when the person is through with the rest.
    await page.goto(await newestLink(homeserver, address));
    await expect(page.locator("body")).toContainText("validated");
    await page.goBack();
    await goOn({ reloads: false });
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await loginByApi(homeserver, username, password);
  });

  test("when the session has expired at the last stage", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer(), goodAnswer()]);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { csp: captchaPolicy });
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.policy(policyName).check();
    await registration.createAccount.click();
    await solveCaptcha(page);
    await expect(registration.button("I have opened the link")).toBeVisible();
    await homeserver.expireSessions();
    await openLink(page, homeserver, address);

    await expect(registration.root).toHaveAttribute("data-status", "account");
    const summary = registration.root.locator('[data-part="error-summary"]');
    await expect(summary).toContainText(words("problem.sessionExpired"));
    await expect(summary).toBeFocused();
    await expect(registration.password).toHaveValue(password);
    await registration.createAccount.click();
    await solveCaptcha(page);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
    await loginByApi(homeserver, username, password);
  });

  test("on a homeserver that takes its time for each", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer()]);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { csp: captchaPolicy });
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.policy(policyName).check();
    const waiting = registration.root.getByText(words("activity.sending")).first();

    await whileHeld(page, isRegister, async () => {
      await registration.createAccount.click();
      await expect(waiting).toBeVisible();
      await expect(registration.createAccount).toHaveAttribute("aria-busy", "true");
      await expect(registration.button("Cancel")).toBeVisible();
    });
    await whileHeld(page, isRegister, async () => {
      await solveCaptcha(page);
      await expect(waiting).toBeVisible();
      await expect(registration.button("Cancel")).toBeVisible();
    });
    await registration.expectStage("m.login.email.identity");
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });
});

test.describe("a phone number", () => {
  const newNumber = () => `7700900${randomInt(100, 1_000)}`;

  const fillIn = async ({ root, page }: RegistrationPage, number: string) => {
    await root.getByRole("combobox", { name: "Country" }).selectOption("GB");
    await page.getByRole("textbox", { name: "Phone number" }).fill(`0${number}`);
  };

  test("from the account form, with a wrong code and the right one", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("msisdn");
    const number = newNumber();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await fillIn(registration, number);
    await registration.createAccount.click();
    const code = page.getByRole("textbox", { name: "Code" });
    await code.fill("000000x");
    await registration.button("Continue").click();
    await expect(code).toHaveAttribute("aria-invalid", "true");
    await code.fill((await homeserver.codes(`44${number}`)).at(-1) ?? "");
    await registration.button("Continue").click();
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await loginByApi(homeserver, username, password);
  });

  test("and a reload before the code is entered", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("msisdn");
    const number = newNumber();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await fillIn(registration, number);
    await registration.createAccount.click();
    const code = page.getByRole("textbox", { name: "Code" });
    await expect(code).toBeVisible();

    await page.reload();
    await expect(registration.username).toHaveValue(username);
    await expect(page.getByRole("textbox", { name: "Phone number" })).toHaveValue(/900/);
    await registration.password.fill(password);
    await registration.createAccount.click();
    await expect(code).toBeVisible();
    await code.fill((await homeserver.codes(`44${number}`)).at(-1) ?? "");
    await registration.button("Continue").click();
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });
});

/** A field of the stage, not of the account form. */
function inStage(registration: RegistrationPage, name: string) {
  return registration.root.locator('[data-part="stage"]').getByRole("textbox", { name });
}

/** Nothing gets past it until it is let through. */
function gate() {
  let letThrough = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  return { opened, letThrough: () => letThrough() };
}

/** Holds the requests back that are made meanwhile. */
async function whileHeld(
  page: Page,
  which: (url: string) => boolean,
  act: () => Promise<void>,
): Promise<void> {
  const { opened, letThrough } = gate();
  const matches = (url: URL) => which(url.href);
  await page.route(matches, async (route) => {
    await opened;
    await route.fallback();
  });
  await act();
  letThrough();
  await page.unroute(matches);
}

/** Looks whether the mail was opened are counted apart, all but the one that finds it. */
async function withoutLooks(registration: RegistrationPage): Promise<number> {
  const submissions = await registration.submissions();
  const looks = submissions.filter(({ auth }) => auth?.type === "m.login.email.identity").length;
  return registration.requests.length - Math.max(looks - 1, 0);
}
