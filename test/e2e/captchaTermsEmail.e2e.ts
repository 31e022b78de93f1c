import { captchaRequests, goodAnswer, showCaptcha, solveCaptcha } from "./captcha.js";
import { newAddress, newestLink, openLink } from "./elsewhere.js";
import { whileHeld } from "./held.js";
import { loginByApi } from "./homeservers.js";
import { isRegister, type RegistrationPage } from "./registrationPage.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

const policyName = "Privacy Policy";

test.describe("a captcha, the terms and an email address", () => {
  test("in at most 12 requests besides looks, and no mail and no captcha before its stage", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer()]);
    const captchas = captchaRequests(page);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { captcha: true });
    await registration.fillIn(username, password);
    await registration.email.fill(address);
    await registration.policy(policyName).check();
    await whileHeld(page, isRegister, async () => {
      await registration.createAccount.click();
      await expect(registration.createAccount).toHaveAttribute("aria-busy", "true");
      expect(captchas).toEqual([]);
    });
    await expect(page.getByRole("button", { name: "I'm not a robot" })).toBeVisible();
    expect(captchas).not.toEqual([]);
    expect(await homeserver.mailLinks(address)).toEqual([]);
    await solveCaptcha(page);
    await registration.expectStage("m.login.email.identity");
    await expect(page.getByText(words("stage.emailIdentity.sent"))).toBeVisible();
    expect(await registration.steps()).toEqual([
      "none",
      "m.login.recaptcha",
      "m.login.terms",
      "email/requestToken",
    ]);
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await registration.expectAllCounted();
    expect(await withoutLooks(registration)).toBeLessThanOrEqual(12);
    await loginByApi(homeserver, username, password);
  });

  test("with a reload at every stage: no second mail @firefox", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer()]);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { captcha: true });
    await registration.signUp({ username, password, email: address, policy: policyName });
    await registration.expectStage("m.login.recaptcha");

    const goOn = async ({ reloads = true } = {}) => {
      await showCaptcha(page, [goodAnswer()]);
      if (reloads) await registration.reload({ username, password });
      else await registration.password.fill(password);
      await expect(registration.username).toHaveValue(username);
      await expect(registration.email).toHaveValue(address);
      await expect(registration.policy(policyName)).toBeChecked();
      await registration.createAccount.click();
      await registration.expectStage("m.login.recaptcha");
      await solveCaptcha(page);
    };
    await goOn();
    await expect(registration.button("I have opened the link")).toBeVisible();
    await goOn();
    await expect(registration.button("I have opened the link")).toBeVisible();
    // A poll that is in flight as the link is opened would make the account, with no tab to hear of it.
    await registration.expectLooked("m.login.email.identity");
    // Confirmed while the page is gone: it counts when the user is through with the rest.
    await page.goto(await newestLink(homeserver, address));
    await expect(page.locator("body")).toContainText("validated");
    await page.goBack();
    await goOn({ reloads: false });
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
    await registration.expectAccount({ username, password });
  });

  test("with another username at the last stage: nothing is asked for twice", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer()]);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { captcha: true });
    await registration.signUp({ username, password, email: address, policy: policyName });
    await solveCaptcha(page);
    await expect(page.getByText(words("stage.emailIdentity.sent"))).toBeVisible();
    await registration.button("Cancel").click();

    await expect(registration.email).toHaveValue(address);
    await expect(registration.policy(policyName)).toBeChecked();
    await expect(registration.password).toHaveValue(password);
    await registration.username.fill(`${username}2`);
    await registration.createAccount.click();
    await expect(page.getByText(words("stage.emailIdentity.sent"))).toBeVisible();
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}2:${homeserver.serverName}`);
    const steps = await registration.steps();
    for (const once of ["m.login.recaptcha", "m.login.terms", "email/requestToken"]) {
      expect(steps.filter((step) => step === once)).toEqual([once]);
    }
    await loginByApi(homeserver, `${username}2`, password);
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
    const registration = await open(homeserver, { captcha: true });
    await registration.signUp({ username, password, email: address, policy: policyName });
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
    await registration.expectAccount({ username, password });
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
  });

  test("on a homeserver that takes its time for each @page", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer()]);
    const homeserver = await startHomeserver("captchaTermsEmail");
    const address = newAddress();
    const registration = await open(homeserver, { captcha: true });
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

/** Looks whether the mail was opened are counted apart, all but the one that finds it. */
async function withoutLooks(registration: RegistrationPage): Promise<number> {
  const submissions = await registration.submissions();
  const looks = submissions.filter(({ auth }) => auth?.type === "m.login.email.identity").length;
  return registration.requests.length - Math.max(looks - 1, 0);
}
