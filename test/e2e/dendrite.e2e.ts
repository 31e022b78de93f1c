import type { SetUp } from "../dendrite/setUps.mjs";
import { devPage } from "./addresses.js";
import { blockCaptcha, goodAnswer, showCaptcha, solveCaptcha, solveOwnCaptcha } from "./captcha.js";
import { openOwnPage } from "./elsewhere.js";
import { registerByApi, type TestHomeserver } from "./homeservers.js";
import { RegistrationPage } from "./registrationPage.js";
import { test as base, expect, routeConfig } from "./test.js";
import { words } from "./words.js";

/** Journeys on Dendrite: on the real one, and on the fake homeserver that answers as Dendrite does. */
const test = base.extend<{ start: (setUp: SetUp) => Promise<TestHomeserver> }>({
  start: async ({ on, fakes, startHomeserver }, use) => {
    await use((setUp) =>
      on === "fake" ? fakes.start(setUp, { dialect: "dendrite" }) : startHomeserver(setUp),
    );
  },
});

const submitOfJquery =
  "window.$ = (selector) => ({ submit: () => document.querySelector(selector).submit() });";

test("an account that lets one in, in few requests", async ({
  start,
  open,
  username,
  password,
}) => {
  const registration = await open(await start("open"));
  await registration.signUp({ username, password });
  await registration.expectAccount({ username, password });
  expect(await registration.steps()).toEqual(["none", "m.login.dummy"]);
  expect(registration.requests.length).toBeLessThanOrEqual(8);
});

test("a taken name, told at its field, then a free one", async ({
  start,
  open,
  username,
  password,
}) => {
  const homeserver = await start("open");
  await registerByApi(homeserver, `${username}-other`, password);
  const registration = await open(homeserver);
  await registration.signUp({ username: `${username}-other`, password });
  await expect(registration.username).toHaveAccessibleDescription(/taken/);
  await registration.username.fill(username);
  await registration.createAccount.click();
  await registration.expectAccount({ username, password });
});

test("a name of digits alone, none, and a short password are told at their fields", async ({
  start,
  open,
  username,
  password,
}) => {
  const registration = await open(await start("open"));
  await registration.signUp({ username: "123456", password });
  await expect(registration.username).toHaveAttribute("aria-invalid", "true");
  await registration.username.fill("");
  await registration.createAccount.click();
  await expect(registration.username).toHaveAccessibleDescription(words("problem.usernameMissing"));
  await registration.fillIn(username, "shorty");
  await registration.createAccount.click();
  await expect(registration.password).toHaveAttribute("aria-invalid", "true");
  await registration.fillIn(username, password);
  await registration.createAccount.click();
  await registration.expectAccount({ username, password });
});

test("an invitation's token that the homeserver does not ask for changes nothing", async ({
  start,
  open,
  username,
  password,
  page,
}) => {
  const search = `?username=${username}&token=invite-me`;
  const registration = await open(await start("open"), { search });
  await expect(registration.username).toHaveValue(username);
  await expect(registration.registrationToken).toHaveCount(0);
  expect(page.url()).not.toContain("invite-me");
  await registration.password.fill(password);
  await registration.createAccount.click();
  await registration.expectAccount({ username, password });
});

test("closed is said", async ({ start, open }) => {
  const { root } = await open(await start("closed"));
  await expect(root).toHaveAttribute("data-homeserver", "closed");
  await expect(root.getByRole("alert")).toContainText("is not accepting new accounts");
});

test("a captcha on the homeserver's own page", async ({
  start,
  open,
  username,
  password,
  page,
  context,
}) => {
  await blockCaptcha(page, context);
  // Dendrite's page submits its form by this library.
  await context.route("*://code.jquery.com/**", (route) =>
    route.fulfill({ contentType: "text/javascript", body: submitOfJquery }),
  );
  const registration = await open(await start("recaptcha"));
  await registration.signUp({ username, password });
  await registration.expectStage("m.login.recaptcha");
  await solveOwnCaptcha(page, await openOwnPage(registration));
  await registration.expectRegistered(/^@/);
});

test("a restart in the middle of a captcha", async ({ start, open, username, password, page }) => {
  await showCaptcha(page, [goodAnswer(), goodAnswer()]);
  const homeserver = await start("recaptcha");
  const registration = await open(homeserver, { captcha: true });
  await registration.signUp({ username, password });
  await registration.expectStage("m.login.recaptcha");
  await homeserver.expireSessions();
  await solveCaptcha(page);
  await registration.expectRegistered(/^@/);
});

test("a guest, in an app", async ({ start, page, consoleLines }) => {
  const homeserver = await start("guests");
  const { baseUrl, serverName } = homeserver;
  await routeConfig(page, { homeserver: baseUrl, serverName, trust: "own" });
  const registration = new RegistrationPage(page, homeserver, consoleLines);
  await page.goto(new URL("?embedded", devPage).href);
  await page.getByRole("switch", { name: "Use a guest account" }).click();
  await registration.button("Continue as guest").click();
  await expect(registration.root).toHaveAttribute("data-status", "done");
});
