import { newAddress, openLink } from "./elsewhere.js";
import { expect, test, translate } from "./test.js";

test.describe("a page that the browser translates", () => {
  test.beforeEach(({ page }) => translate(page, ["«", "»"]));

  /** Finds a button by its words or their translation. */
  const named = (name: string) => new RegExp(`^«?${name}»?$`);

  test("makes an account, with the user ID as it is", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const registration = await open(await startHomeserver("open"));
    await page.getByRole("textbox", { name: "Username" }).fill(username);
    const { serverName } = registration.homeserver;
    await expect(page.locator('[data-part="username-suffix"]')).toHaveText(`:${serverName}`);
    await expect(page.getByRole("heading", { name: "«" })).toBeVisible();
    await page.getByLabel("Password").first().fill(password);
    await page.getByRole("button", { name: named("Create account") }).click();
    await registration.expectAccount({ username, password });
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("confirms an email address, after Cancel and another address", async ({
    startHomeserver,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await startHomeserver("email");
    const address = newAddress();
    const registration = await open(homeserver);
    await page.getByRole("textbox", { name: "Username" }).fill(username);
    await page.getByLabel("Password").first().fill(password);
    await page.getByRole("textbox", { name: "Email address" }).fill(address);
    await page.getByRole("button", { name: named("Create account") }).click();
    await registration.expectStage("m.login.email.identity");
    await expect(page.getByRole("button", { name: "«Resend email»" })).toBeVisible();
    await expect(page.locator('[data-part="address"]')).toHaveText(address);
    await page.getByRole("button", { name: "«Cancel»" }).click();
    await expect(registration.root).toHaveAttribute("data-status", "account");
    await page.getByRole("button", { name: named("Create account") }).click();
    await registration.expectStage("m.login.email.identity");
    await openLink(page, homeserver, address);
    await registration.expectAccount({ username, password });
  });
});
