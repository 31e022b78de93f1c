import { expect, test } from "./test.js";

/** The chunks that come after the first screen, as the build names them. */
const afterTheForm = "**/assets/run-*.js";
const methods = "**/assets/methods-*.js";
const fields = "**/assets/fields-*.js";

test.describe("code that comes late", () => {
  test("is waited for by Create account, which is seen to be sending", async ({
    startHomeserver,
    open,
    page,
  }) => {
    const homeserver = await startHomeserver("open");
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route(afterTheForm, async (route) => {
      await held;
      await route.continue();
    });
    const registration = await open(homeserver);
    await registration.signUp({ username: "alice", password: "correct horse" });
    await expect(registration.createAccount).toHaveAttribute("aria-busy", "true");
    expect(await registration.submissions()).toEqual([]);
    letThrough();
    await expect(registration.userId).toHaveText(/^@alice:/);
  });

  test("says so when it does not come, and Try again makes the account", async ({
    startHomeserver,
    open,
    page,
  }) => {
    const homeserver = await startHomeserver("open");
    await page.route(afterTheForm, (route) => route.abort("connectionreset"));
    const registration = await open(homeserver);
    await registration.signUp({ username: "alice", password: "correct horse" });
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await expect(registration.username).toHaveValue("alice");
    await page.unroute(afterTheForm);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(registration.userId).toHaveText(/^@alice:/);
  });

  test("asks for a reload after a second failure, and keeps all but the password over it @firefox", async ({
    startHomeserver,
    open,
    page,
  }) => {
    const homeserver = await startHomeserver("open");
    await page.route(afterTheForm, (route) => route.abort("connectionreset"));
    const registration = await open(homeserver);
    await registration.signUp({ username: "alice", password: "correct horse" });
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await registration.button("Try again").click();
    await expect(page.getByRole("alert")).toContainText("reload the whole page");
    await expect(registration.username).toHaveValue("alice");
    await expect(registration.password).toHaveValue("correct horse");
    await page.reload();
    await expect(registration.username).toHaveValue("alice");
    await expect(registration.password).toHaveValue("");
    await page.unroute(afterTheForm);
    // Firefox does not ask again for code that failed.
    await page.reload();
    await expect(registration.username).toHaveValue("alice");
    await registration.password.fill("correct horse");
    await registration.createAccount.click();
    await expect(registration.userId).toHaveText(/^@alice:/);
  });

  test("says so in one sentence when no words come", async ({ startHomeserver, open, page }) => {
    const homeserver = await startHomeserver("open");
    await page.route("**/assets/words*.js", (route) => route.abort("connectionreset"));
    await open(homeserver);
    await expect(page.getByRole("alert")).toContainText("Load it again");
  });

  test("of a homeserver without sign-up says so, and Try again tells why", async ({
    startHomeserver,
    open,
    page,
  }) => {
    const homeserver = await startHomeserver("closed");
    await page.route(methods, (route) => route.abort("connectionreset"));
    await open(homeserver);
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await page.unroute(methods);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("is not accepting new accounts")).toBeVisible();
  });

  test("of a field says so, and Try again brings the field", async ({
    startHomeserver,
    open,
    page,
  }) => {
    const homeserver = await startHomeserver("token");
    await page.route(fields, (route) => route.abort("connectionreset"));
    const registration = await open(homeserver);
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await page.unroute(fields);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(registration.registrationToken).toBeVisible();
  });
});
