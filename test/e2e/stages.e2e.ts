import { randomInt, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { loginByApi, type TestHomeserver } from "./homeservers.js";
import type { RegistrationPage } from "./registrationPage.js";
import { expect, test } from "./test.js";

const newAddress = () => `person-${randomUUID().slice(0, 8)}@example.org`;

test("an e-mail address, confirmed in another tab", async ({
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
  await page.getByRole("textbox", { name: "Email address" }).fill(address);
  await registration.createAccount.click();
  await expect(registration.root).toHaveAttribute("data-stage", "m.login.email.identity");
  await expect(page.getByText(address)).toBeVisible();

  await registration.button("I have opened the link").click();
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await homeserver.mailLinks(address)).toHaveLength(1);
  await openLink(page, homeserver, address);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  await loginByApi(homeserver, username, password);
});

test("an e-mail address that is changed after the mail was sent", async ({
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
  await page.getByRole("textbox", { name: "Email address" }).fill(first);
  await registration.createAccount.click();
  await registration.button("Change address").click();
  const field = registration.root
    .locator('[data-part="stage"]')
    .getByRole("textbox", { name: "Email address" });
  await expect(field).toHaveValue(first);
  await field.fill(second);
  await registration.button("Continue").click();
  await expect(page.getByText(second)).toBeVisible();
  await openLink(page, homeserver, second);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

test("a reload while the mail is on its way: what was typed but the password is there, and the mail counts", async ({
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
  await page.getByRole("textbox", { name: "Email address" }).fill(address);
  await registration.createAccount.click();
  await expect(registration.button("I have opened the link")).toBeVisible();
  expect(await registration.placesOf({ password })).toEqual([]);

  await page.reload();
  await expect(registration.username).toHaveValue(username);
  await expect(page.getByRole("textbox", { name: "Email address" })).toHaveValue(address);
  await expect(registration.password).toHaveValue("");
  await openLink(page, homeserver, address);
  await registration.password.fill(password);
  await registration.createAccount.click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(await homeserver.mailLinks(address)).toHaveLength(1);
  await loginByApi(homeserver, username, password);
});

test("a captcha, refused and then right", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const answers = ["bad", goodAnswer()];
  await showCaptcha(page, answers);
  const homeserver = await startHomeserver("recaptcha");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.createAccount.click();
  await solveCaptcha(page);
  await expect(registration.root).toHaveAttribute("data-stage", "m.login.recaptcha");
  await expect(page.getByRole("alert")).toBeVisible();
  await solveCaptcha(page);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  await loginByApi(homeserver, username, password);
});

test("a captcha that is blocked leads to the homeserver's own page", async ({
  startHomeserver,
  open,
  username,
  password,

  context,
}) => {
  await context.route("https://www.recaptcha.net/**", (route) => route.abort());
  const homeserver = await startHomeserver("recaptcha");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.createAccount.click();
  const link = registration.root.locator('[data-part="fallback-link"]');
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(link).toHaveAttribute("target", "_blank");
  const session = new URL((await link.getAttribute("href")) ?? "").searchParams.get("session");
  const solved = await fetch((await link.getAttribute("href")) ?? "", {
    method: "POST",
    body: new URLSearchParams({ session: session ?? "", "g-recaptcha-response": goodAnswer() }),
  });
  expect(await solved.text()).toContain("onAuthDone");
  await registration.button("I have finished").click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

test("a captcha, the terms and an e-mail address in at most 12 requests besides looks", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  await showCaptcha(page, [goodAnswer()]);
  const homeserver = await startHomeserver("captchaTermsEmail");
  const address = newAddress();
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await page.getByRole("textbox", { name: "Email address" }).fill(address);
  await page.getByRole("checkbox", { name: "Privacy Policy" }).check();
  await registration.createAccount.click();
  expect(await homeserver.mailLinks(address)).toEqual([]);
  await solveCaptcha(page);
  await expect(registration.root).toHaveAttribute("data-stage", "m.login.email.identity");
  await expect(page.getByText(address)).toBeVisible();
  await openLink(page, homeserver, address);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(withoutLooks(registration)).toBeLessThanOrEqual(12);
  await loginByApi(homeserver, username, password);
});

test("a phone number from the account form, with a wrong code and the right one", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("msisdn");
  const number = `7700900${randomInt(100, 1_000)}`;
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.root.getByRole("combobox", { name: "Country" }).selectOption("GB");
  await page.getByRole("textbox", { name: "Phone number" }).fill(`0${number}`);
  await registration.createAccount.click();
  const code = page.getByRole("textbox", { name: "Code" });
  await code.fill("000000x");
  await registration.button("Continue").click();
  await expect(code).toHaveAttribute("aria-invalid", "true");
  await code.fill((await homeserver.codes(`44${number}`)).at(-1) ?? "");
  await registration.button("Continue").click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

const goodAnswer = () => `good-${randomUUID()}`;

/** Opens the newest link as a person does, in another tab, and comes back. */
async function openLink(page: Page, homeserver: TestHomeserver, address: string): Promise<void> {
  const newest = async () => (await homeserver.mailLinks(address)).at(-1) ?? "";
  await expect.poll(newest).not.toBe("");
  const tab = await page.context().newPage();
  await tab.goto(await newest());
  await expect(tab.locator("body")).toContainText("validated");
  await tab.close();
  await page.bringToFront();
  // A tab without a window of its own is not told that it is back.
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

/** In place of the captcha's script: a button that gives the next answer. */
async function showCaptcha(page: Page, answers: readonly string[]): Promise<void> {
  await page.context().route("https://www.recaptcha.net/**", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `
        const answers = ${JSON.stringify(answers)};
        window.grecaptcha = {
          ready: (callback) => callback(),
          render: (container, { callback }) => {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = "I'm not a robot";
            button.onclick = () => callback(answers.shift());
            container.append(button);
            return 0;
          },
          reset: () => {},
        };`,
    }),
  );
}

async function solveCaptcha(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I'm not a robot" }).click();
}

/** Looks whether the mail was opened are counted apart, all but the one that finds it. */
function withoutLooks(registration: RegistrationPage): number {
  const looks = registration.submissions.filter(
    ({ auth }) => auth?.type === "m.login.email.identity",
  ).length;
  return registration.requests.length - Math.max(looks - 1, 0);
}
