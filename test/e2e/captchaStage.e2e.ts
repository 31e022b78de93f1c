import { blockCaptcha, goodAnswer, showCaptcha, solveCaptcha, solveOwnCaptcha } from "./captcha.js";
import { comeBack, openOwnPage } from "./elsewhere.js";
import { gate } from "./held.js";
import { isRegister } from "./registrationPage.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

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
    const registration = await open(homeserver, { captcha: true });
    await registration.signUp({ username, password });
    await registration.expectStage("m.login.recaptcha");
    await expect(page.getByText(words("stage.recaptcha.loading"))).toBeVisible();
    letThrough();
    await page.getByRole("button", { name: "Wait too long" }).click();
    await expect(registration.stage.getByText(words("stage.recaptcha.expired"))).toBeVisible();
    await solveCaptcha(page);
    await expect(page.getByRole("alert")).toContainText(words("problem.captchaRefused"));
    await registration.expectStage("m.login.recaptcha");
    await solveCaptcha(page);
    await registration.expectAccount({ username, password });
  });

  test("whose answer is lost on its way: it is told, and answered anew", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    await showCaptcha(page, [goodAnswer(), goodAnswer()]);
    const homeserver = await startHomeserver("recaptcha");
    const registration = await open(homeserver, { captcha: true });
    await registration.signUp({ username, password });
    await registration.expectStage("m.login.recaptcha");
    await page.route(
      ({ pathname }) => isRegister(pathname),
      (route) => route.abort("connectionreset"),
      { times: 1 },
    );
    await solveCaptcha(page);
    await expect(page.getByRole("alert")).toContainText(words("problem.notReceived"));
    await registration.expectStage("m.login.recaptcha");
    await solveCaptcha(page);
    await registration.expectAccount({ username, password });
  });

  test("that is blocked: the homeserver's own page @firefox", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
    context,
  }) => {
    await blockCaptcha(page, context);
    const homeserver = await startHomeserver("recaptcha");
    const registration = await open(homeserver, { captcha: true });
    await registration.signUp({ username, password });
    await expect(page.getByRole("alert")).toContainText(words("stage.recaptcha.blocked"));
    await registration.button("I have finished").click();
    await expect(page.getByText(words("problem.notFinishedYet"))).toBeVisible();

    await solveOwnCaptcha(page, await openOwnPage(registration));
    await registration.expectAccount({ username, password });
  });

  test("and a reload, before the puzzle and while its own page is open @firefox", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
    context,
  }) => {
    await blockCaptcha(page, context);
    await showCaptcha(page, []);
    const homeserver = await startHomeserver("recaptcha");
    const registration = await open(homeserver, { captcha: true });
    await registration.signUp({ username, password });
    await registration.expectStage("m.login.recaptcha");
    await registration.reload({ username, password });

    await registration.createAccount.click();
    const abandoned = await openOwnPage(registration);
    await registration.reload({ username, password });
    await comeBack(page, abandoned);
    await registration.createAccount.click();
    await solveOwnCaptcha(page, await openOwnPage(registration));
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });
});
