import type { Page, Route } from "@playwright/test";
import type { UnavailableReason } from "../../src/index.js";
import type { TestHomeserver } from "./homeservers.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

const json = (status: number, body: object) => (route: Route) =>
  route.fulfill({ status, json: body });

/** What a homeserver answers to everything, for what is said of it. */
const answers: Readonly<Record<UnavailableReason, (route: Route) => Promise<void>>> = {
  closed: json(403, { errcode: "M_FORBIDDEN", error: "Ask the club for an account." }),
  unsupported: json(404, { errcode: "M_UNRECOGNIZED", error: "" }),
  unreachable: (route) => route.abort("connectionrefused"),
  notMatrix: (route) => route.fulfill({ contentType: "text/html", body: "<h1>A bakery</h1>" }),
  rateLimited: json(429, { errcode: "M_LIMIT_EXCEEDED", error: "", retry_after_ms: 1_500 }),
};
const reasons = Object.keys(answers) as UnavailableReason[];

async function answerWith(page: Page, { baseUrl }: TestHomeserver, reason: UnavailableReason) {
  const isOfIt = (url: URL) => url.href.startsWith(`${baseUrl}/_matrix/`);
  await page.route(isOfIt, answers[reason]);
  return () => page.unroute(isOfIt);
}

test.describe("why no account can be made is told, and what to do", () => {
  for (const reason of reasons) {
    test(reason, async ({ startHomeserver, open, page, username, password }) => {
      const homeserver = await startHomeserver("open");
      const isOver = await answerWith(page, homeserver, reason);
      const registration = await open(homeserver, {
        config: { signInUrl: "https://client.example.org/login" },
      });
      await expect(registration.root).toHaveAttribute("data-homeserver", reason);
      await expect(page.getByRole("alert")).toHaveText(words(`homeserver.${reason}`));
      await expect(page).toHaveTitle(/^You cannot create an account here/);
      await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
      await expect(registration.password).toBeHidden();
      if (reason === "closed") {
        await expect(page.getByText("Ask the club for an account.")).toBeVisible();
      }

      await isOver();
      const tryAgain = registration.button("Try again");
      await expect(tryAgain).not.toHaveAttribute("aria-disabled");
      await tryAgain.focus();
      await page.keyboard.press("Enter");
      await expect(registration.username).toBeFocused();
      await registration.fillIn(username, password);
      await registration.createAccount.click();
      await registration.expectRegistered(`@${username}:example.org`);
    });
  }

  test("another try without success takes the focus", async ({ startHomeserver, open, page }) => {
    const homeserver = await startHomeserver("open");
    const isOver = await answerWith(page, homeserver, "unreachable");
    const registration = await open(homeserver);
    await expect(page.getByRole("alert")).toBeVisible();
    await isOver();
    await answerWith(page, homeserver, "closed");
    await registration.button("Try again").click();
    await expect(registration.root).toHaveAttribute("data-homeserver", "closed");
    await expect(page.locator('[data-part="homeserver-status"]')).toBeFocused();
    await expect(page.getByRole("alert")).toBeHidden();
  });
});

test("one of several ways is chosen, and another, by keyboard", async ({
  fakes,
  open,
  page,
  username,
  password,
}) => {
  const registration = await open(await fakes.start("manyProviders"));
  await expect(registration.root).toHaveAttribute("data-homeserver", "uia");
  await registration.fillIn(username, password);

  await registration.button("Continue with single sign-on").focus();
  await page.keyboard.press("Enter");
  await expect(registration.root).toHaveAttribute("data-homeserver", "sso");
  await expect(page.getByRole("button", { name: "Continue with Example ID" })).toBeFocused();
  await expect(registration.password).toBeHidden();

  await registration.button("Create an account here with a password").focus();
  await page.keyboard.press("Enter");
  await expect(registration.username).toBeFocused();
  await expect(registration.username).toHaveValue(username);
  await expect(registration.password).toHaveValue("");
  await registration.password.fill(password);
  await registration.createAccount.click();
  await registration.expectRegistered(`@${username}:example.org`);
});

test("what was typed goes along to another homeserver, but for what is secret", async ({
  startHomeserver,
  open,
  page,
  username,
  password,
}) => {
  const [first, second] = [await startHomeserver("msisdn"), await startHomeserver("msisdn")];
  const registration = await open(first, { config: { homeservers: [second.baseUrl] } });
  await registration.fillIn(username, password);
  await page.getByRole("textbox", { name: "Phone number" }).fill("07700 900001");
  const field = page.getByRole("combobox", { name: "Homeserver" });
  await field.fill(second.baseUrl);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await expect(registration.password).toHaveValue("");
  await expect(registration.username).toHaveValue(username);
  await expect(page.getByRole("textbox", { name: "Phone number" })).toHaveValue("07700 900001");
  await expect(page.getByText(new URL(second.baseUrl).host).first()).toBeVisible();
});
