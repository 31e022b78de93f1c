import type { Page, Route } from "@playwright/test";
import type { UnavailableReason } from "../../src/core.js";
import { devPage } from "./addresses.js";
import { scripted } from "./scriptedWays.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

const headers = { "Access-Control-Allow-Origin": "*" };
const json = (status: number, body: object) => (route: Route) =>
  route.fulfill({ status, json: body, headers });
const bakery = (route: Route) =>
  route.fulfill({ contentType: "text/html", body: "<h1>A bakery</h1>", headers });
const nothing = (route: Route) => route.abort("connectionrefused");

/** What a homeserver answers to everything, for what is said of it. */
const answers: Readonly<Record<UnavailableReason, (route: Route) => Promise<void>>> = {
  closed: json(403, { errcode: "M_FORBIDDEN", error: "Ask the club for an account." }),
  unsupported: json(404, { errcode: "M_UNRECOGNIZED", error: "" }),
  unreachable: nothing,
  notMatrix: bakery,
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
  await registration.signUp({ username, password });
  await registration.expectRegistered(`@${username}:example.org`);
});

test("a server name that leads nowhere is told as the specification has it", async ({
  open,
  page,
}) => {
  const names = (baseUrl: string) => json(200, { "m.homeserver": { base_url: baseUrl } });
  const elsewhere = names("https://matrix.two.test");
  /** What is said, by what the name answers and what its homeserver does. */
  const outcomes = [
    ["failPrompt", bakery, nothing],
    ["failError", names("https://127.0.0.1"), nothing],
    ["notMatrixAt", elsewhere, bakery],
    ["unreachableAt", elsewhere, nothing],
  ] as const;
  const lookUp = async ([, name, homeserver]: (typeof outcomes)[number]) => {
    // What is routed last answers first.
    await page.route("https://one.test/**", name);
    await page.route("https://matrix.two.test/**", homeserver);
  };
  const config = { homeserver: "one.test", serverName: undefined, trust: "listed" };
  await lookUp(outcomes[0]);
  const registration = await open(scripted("one.test"), { config });
  const status = page.locator('[data-part="homeserver-status"]');
  await expect(status).toContainText(words("homeserver.failPrompt"));
  for (const outcome of outcomes) {
    await test.step(outcome[0], async () => {
      await lookUp(outcome);
      await registration.button("Try again").click();
      await expect(status).toContainText(words(`homeserver.${outcome[0]}`));
      await expect(status).toContainText("one.test");
      const isNamed = outcome[0].endsWith("At");
      await expect(status.getByText("matrix.two.test")).toBeVisible({ visible: isNamed });
    });
  }
});

const registerPath = "**/_matrix/client/v3/register*";

/** Answers whoever wants an account; the rest goes on to the homeserver. */
async function answerSubmissions(page: Page, answer: (route: Route) => Promise<void>) {
  await page.route(registerPath, (route) =>
    route.request().method() === "POST" ? answer(route) : route.fallback(),
  );
}

test("a registration that cannot go on is told why, and can be started again", async ({
  startHomeserver,
  open,
  page,
  username,
  password,
}) => {
  const refused = (status: number, errcode: string) => json(status, { errcode, error: "No room." });
  const outcomes = [
    ["closed", refused(403, "M_FORBIDDEN")],
    ["homeserverFull", refused(403, "M_RESOURCE_LIMIT_EXCEEDED")],
    ["userLimit", refused(403, "M_USER_LIMIT_EXCEEDED")],
    ["unsupportedByServer", refused(404, "M_UNRECOGNIZED")],
    ["refused", refused(400, "M_UNKNOWN")],
    // An account was made, but not here. It is told, and not used.
    [
      "wrongServerName",
      json(200, { user_id: `@${username}:evil.test`, access_token: "a", device_id: "D" }),
    ],
  ] as const;
  const registration = await open(await startHomeserver("open"));
  for (const [code, answer] of outcomes) {
    await test.step(code, async () => {
      await expect(registration.password).toBeVisible();
      await answerSubmissions(page, answer);
      await registration.signUp({ username, password });
      await expect(registration.root).toHaveAttribute("data-status", "failed");
      await expect(page.locator('[data-part="problem"]')).toHaveAttribute("data-code", code);
      await expect(page.locator('[data-part="outcome"]')).toContainText(words(`problem.${code}`));
      await expect(registration.userId).toHaveText(
        code === "wrongServerName" ? [`@${username}:evil.test`] : [],
      );
      await page.unroute(registerPath);
      await registration.button("Start again").click();
    });
  }
  await registration.signUp({ username, password });
  await registration.expectRegistered(`@${username}:example.org`);
});

test("a guest who is not let in is told on the form, embedded", async ({ fakes, open, page }) => {
  const registration = await open(await fakes.start("guests"), {
    search: "?embedded",
    at: devPage,
  });
  await page.getByRole("switch", { name: "Use a guest account" }).click();
  await answerSubmissions(page, json(403, { errcode: "M_FORBIDDEN", error: "No guests." }));
  await registration.button("Continue as guest").click();
  await expect(registration.root.getByText(words("problem.guestsRefused"))).toBeVisible();
  await expect(registration.root).toHaveAttribute("data-status", "account");
});

test("one of several methods is chosen, and another, by keyboard @firefox", async ({
  fakes,
  open,
  page,
  username,
  password,
}) => {
  const providers = ["Example ID", "B", "C", "D", "E"].map((name, id) => ({ id: `${id}`, name }));
  await page.route("**/_matrix/client/v3/login", (route) =>
    route.fulfill({ json: { flows: [{ type: "m.login.sso", identity_providers: providers }] } }),
  );
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

test("typed values go along to another homeserver, except secrets", async ({
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
