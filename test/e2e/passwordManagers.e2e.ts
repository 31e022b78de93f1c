import { builtPage } from "./addresses.js";
import { fakeHomeservers } from "./homeservers.js";
import { expect, test } from "./test.js";

const homeservers = fakeHomeservers(builtPage);

test("a password manager finds what it looks for, and sees the form sent @firefox", async ({
  open,
  page,
  username,
  password,
}) => {
  // What extensions listen to: real events of real forms, with the fields still filled in.
  await page.addInitScript(() => {
    const seen: object[] = [];
    Object.assign(window, { seen });
    addEventListener(
      "submit",
      ({ target, isTrusted }) => {
        const form = target as HTMLFormElement;
        const { method, elements } = form;
        const fields = [...elements].filter((each) => each instanceof HTMLInputElement);
        seen.push({
          isTrusted,
          method,
          fields: fields.map(({ name, type, autocomplete, value }) => ({
            name,
            type,
            autocomplete,
            isFilled: value !== "",
          })),
        });
      },
      true,
    );
  });
  const homeserver = await homeservers.start("email");
  const registration = await open(homeserver, { at: builtPage });
  await expect(registration.username).toHaveAttribute("autocomplete", "username");
  await expect(registration.password).toHaveAttribute("autocomplete", "new-password");
  await registration.fillIn(username, password);
  const email = page.getByRole("textbox", { name: "Email address" });
  await expect(email).toHaveAttribute("autocomplete", "email");
  await email.fill(`${username}@example.org`);
  await registration.button("Show password").click();
  await registration.createAccount.click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your email address");
  const seen = await page.evaluate(() => (window as unknown as { seen: object[] }).seen);
  const field = (name: string, type: string, autocomplete: string) => ({
    name,
    type,
    autocomplete,
    isFilled: true,
  });
  expect(seen).toEqual([
    {
      isTrusted: true,
      method: "post",
      // Shown while it is sent, hidden right after.
      fields: [
        field("username", "text", "username"),
        field("password", "text", "new-password"),
        field("email", "email", "email"),
      ],
    },
  ]);
  // Between the form and the account: still in the document, for a manager that looks then.
  const form = page.locator('[data-part="account-form"]');
  await expect(form).toBeHidden();
  await expect(form.locator('input[name="username"]')).toHaveValue(username);
  await expect(form.locator('input[name="password"]')).toHaveAttribute("type", "password");
});

test("typed values survive every refusal, and can be pasted", async ({
  open,
  page,
  context,
  username,
  password,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const homeserver = await homeservers.start("tokenAndTerms");
  const registration = await open(homeserver, { at: builtPage });
  const { registrationToken, createAccount } = registration;
  const policy = page.getByRole("checkbox", { name: "Privacy Policy" });
  await registration.username.fill("taken");
  await page.evaluate((text) => navigator.clipboard.writeText(text), password);
  await registration.password.focus();
  await page.keyboard.press("Control+V");
  const expectAll = async (name: string, token: string) => {
    await expect(registration.username).toHaveValue(name);
    await expect(registration.password).toHaveValue(password);
    await expect(registrationToken).toHaveValue(token);
  };

  await createAccount.click();
  await expect(page.getByRole("region", { name: /problems to fix/ })).toBeFocused();
  await expectAll("taken", "");
  await registrationToken.fill("no-such-token");
  await policy.check();
  await createAccount.click();
  await expect(registrationToken).toHaveAttribute("aria-invalid", "true");
  await expectAll("taken", "no-such-token");
  await registrationToken.fill("invite-me");
  await createAccount.click();
  await expect(registration.username).toHaveAttribute("aria-invalid", "true");
  await expectAll("taken", "invite-me");
  await expect(policy).toBeChecked();

  await context.setOffline(true);
  await registration.username.fill(username);
  await createAccount.click();
  await expect(page.locator('[data-part="pause"]')).toBeVisible();
  await expectAll(username, "invite-me");
  await context.setOffline(false);
  await registration.button("Try again").click();
  await registration.expectRegistered(`@${username}:example.org`);
});
