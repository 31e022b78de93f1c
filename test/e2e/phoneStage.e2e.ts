import { fillInNumber, newestCode, newNumber } from "./elsewhere.js";
import { whileHeld } from "./held.js";
import { isCodeSubmission, isMessageRequest } from "./registrationPage.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

test.describe("a phone number", () => {
  test("from the account form, with a wrong code and the right one @firefox", async ({
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
    await fillInNumber(registration.root, number);
    await registration.createAccount.click();
    const code = page.getByRole("textbox", { name: "Code" });
    await code.fill("000000x");
    await registration.button("Continue").click();
    await expect(code).toHaveAttribute("aria-invalid", "true");
    await code.fill(await newestCode(homeserver, number));
    await registration.button("Continue").click();
    await registration.expectAccount({ username, password });
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
    await fillInNumber(registration.root, number);
    await registration.createAccount.click();
    const code = page.getByRole("textbox", { name: "Code" });
    await expect(code).toBeVisible();

    await registration.reload({ username, password });
    await expect(page.getByRole("textbox", { name: "Phone number" })).toHaveValue(/900/);
    await registration.createAccount.click();
    await expect(code).toBeVisible();
    await code.fill(await newestCode(homeserver, number));
    await registration.button("Continue").click();
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });

  test("with a code that has expired, and the one in the next message", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("msisdn");
    const number = newNumber();
    await page.clock.install();
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    await fillInNumber(registration.root, number);
    await registration.createAccount.click();
    const code = page.getByRole("textbox", { name: "Code" });
    await code.fill(await newestCode(homeserver, number));
    await homeserver.expireCodes();
    await registration.button("Continue").click();
    await expect(code).toHaveAccessibleDescription(words("problem.codeRefused"));

    const resend = registration.button("Resend code");
    await expect(resend).toHaveAttribute("aria-disabled", "true");
    await page.clock.fastForward("00:31");
    await expect(resend).not.toHaveAttribute("aria-disabled");
    await resend.click();
    await expect.poll(() => homeserver.codes(`44${number}`)).toHaveLength(2);
    await code.fill(await newestCode(homeserver, number));
    await registration.button("Continue").click();
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });

  test("on a homeserver that takes its time for the message, and for the code @page", async ({
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
    await fillInNumber(registration.root, number);
    await whileHeld(page, isMessageRequest, async () => {
      await registration.createAccount.click();
      await expect(page.getByText(words("stage.msisdn.sending"))).toBeVisible();
      await expect(registration.button("Cancel")).toBeVisible();
    });
    await page.getByRole("textbox", { name: "Code" }).fill(await newestCode(homeserver, number));
    await whileHeld(page, isCodeSubmission, async () => {
      await registration.button("Continue").click();
      await expect(registration.button("Continue")).toHaveAttribute("aria-busy", "true");
      await expect(registration.button("Cancel")).toBeVisible();
    });
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  });
});
