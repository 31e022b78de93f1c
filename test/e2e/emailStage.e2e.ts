import { newAddress, newestLink, openLink } from "./elsewhere.js";
import { arrivesLate, holdNext, whileHeld } from "./held.js";
import { loginByApi } from "./homeservers.js";
import { isMessageRequest, isRegister } from "./registrationPage.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

test.describe("an email address", () => {
  test("confirmed in another tab while the page waits @firefox", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.signUp({ username, password, email: address });
    await registration.expectStage("m.login.email.identity");
    await expect(page.getByText(address)).toBeVisible();

    await registration.button("I have opened the link").click();
    await expect(page.getByRole("alert")).toBeVisible();
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
    await openLink(page, homeserver, address);
    await registration.expectAccount({ username, password });
  });

  test("confirmed on another device: the page finds out by itself", async ({
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
    await registration.signUp({ username, password, email: address });
    await expect(page.getByText(words("stage.emailIdentity.sent"))).toContainText(address);
    // No tab is opened, and nobody comes back to this one.
    const opened = await fetch(await newestLink(homeserver, address));
    expect(await opened.text()).toContain("validated");
    await page.clock.fastForward("00:31");
    await registration.expectAccount({ username, password });
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
  });

  test("confirmed in the same tab @firefox", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.signUp({ username, password, email: address });
    await expect(registration.button("I have opened the link")).toBeVisible();
    await page.goto(await newestLink(homeserver, address));
    await expect(page.locator("body")).toContainText("validated");

    await page.goBack();
    await expect(registration.username).toHaveValue(username);
    await expect(registration.email).toHaveValue(address);
    await registration.password.fill(password);
    await registration.createAccount.click();
    await registration.expectAccount({ username, password });
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
  });

  test("confirmed in the same tab as a poll was in flight, which made the account: one is told @page @firefox", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.signUp({ username, password, email: address });
    await expect(registration.button("I have opened the link")).toBeVisible();
    const link = await newestLink(homeserver, address);
    const made = await arrivesLate(page, isRegister);
    await registration.button("I have opened the link").click();
    await made.asked;
    await page.goto(link);
    await made.arrive();

    await page.goBack();
    await expect(registration.username).toHaveValue(username);
    await registration.password.fill(password);
    await registration.createAccount.click();
    await expect(page.getByText(words("uncertain.heading"))).toBeVisible();
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
    await registration.signUp({ username, password, email: first });
    await registration.button("Change address").click();
    const field = registration.inStage("Email address");
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
    await registration.signUp({ username, password, email: "person@denied.example.org" });
    await registration.expectStage("m.login.email.identity");
    const field = registration.inStage("Email address");
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
    await registration.signUp({ username, password, email: address });
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
    await registration.expectAccount({ username, password });
  });

  test("and a reload before the mail comes: the form is there without the password, and the mail counts @firefox", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.signUp({ username, password, email: address });
    await expect(registration.button("I have opened the link")).toBeVisible();
    expect(await registration.placesOf({ password })).toEqual([]);

    await registration.reload({ username, password });
    await expect(registration.email).toHaveValue(address);
    await openLink(page, homeserver, address);
    await registration.createAccount.click();
    await registration.expectAccount({ username, password });
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
  });

  test("slow to be asked for: Cancel leads back, and the corrected address is the one that counts @page", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const [mistaken, address] = [newAddress(), newAddress()];
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await registration.email.fill(mistaken);
    const arrive = await holdNext(page, isMessageRequest);
    await registration.createAccount.click();
    await expect(page.getByText(words("stage.emailIdentity.sending"))).toContainText(mistaken);
    await registration.button("Cancel").click();

    await expect(registration.email).toBeVisible();
    await registration.email.fill(address);
    await registration.createAccount.click();
    await expect(page.getByText(words("stage.emailIdentity.sent"))).toContainText(address);
    await arrive();
    await expect(page.getByText(words("stage.emailIdentity.sent"))).toContainText(address);
    await openLink(page, homeserver, address);
    await registration.expectAccount({ username, password });
  });

  test("slow to be polled for: it is told, and Cancel waits for that answer alone @page", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await registration.signUp({ username, password, email: address });
    const look = registration.button("I have opened the link");
    await expect(look).toBeVisible();
    await whileHeld(page, isRegister, async () => {
      await look.click();
      await expect(look).toHaveAttribute("aria-busy", "true");
      await registration.button("Cancel").click();
      await expect(registration.pause).toContainText(words("activity.cancelling"));
    });
    await expect(registration.createAccount).toBeVisible();
    await registration.createAccount.click();
    await openLink(page, homeserver, address);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    expect(await homeserver.mailLinks(address)).toHaveLength(1);
  });
});
