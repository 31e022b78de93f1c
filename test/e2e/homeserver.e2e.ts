import type { Route } from "@playwright/test";
import type { UnavailableReason } from "../../src/index.js";
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

test("why no account can be made is told, and what to do, until there is one", async ({
  startHomeserver,
  open,
  page,
  username,
  password,
}) => {
  const homeserver = await startHomeserver("open");
  const isOfIt = (url: URL) => url.href.startsWith(`${homeserver.baseUrl}/_matrix/`);
  const answerAs = async (reason: UnavailableReason) => {
    await page.unroute(isOfIt);
    await page.route(isOfIt, answers[reason]);
  };
  await answerAs("unreachable");
  const registration = await open(homeserver, {
    config: { signInUrl: "https://client.example.org/login" },
  });
  await expect(page.getByRole("alert")).toHaveText(words("homeserver.unreachable"));
  await expect(page).toHaveTitle(/^You cannot create an account here/);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(registration.password).toBeHidden();

  const status = page.locator('[data-part="homeserver-status"]');
  const tryAgain = async () => {
    await expect(registration.button("Try again")).not.toHaveAttribute("aria-disabled");
    await registration.button("Try again").press("Enter");
  };
  for (const reason of reasons) {
    await answerAs(reason);
    await tryAgain();
    await expect(registration.root).toHaveAttribute("data-homeserver", reason);
    await expect(status).toContainText(words(`homeserver.${reason}`));
    // Whoever hears it by the focus is not told it a second time.
    await expect(status).toBeFocused();
    await expect(page.getByRole("alert")).toBeHidden();
    const said = page.getByText("Ask the club for an account.");
    await expect(said).toBeVisible({ visible: reason === "closed" });
  }

  await page.unroute(isOfIt);
  await tryAgain();
  await expect(registration.username).toBeFocused();
  await registration.fillIn(username, password);
  await registration.createAccount.click();
  await registration.expectRegistered(`@${username}:example.org`);
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
