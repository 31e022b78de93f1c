import type { DialectName, ScenarioName } from "../../src/testing/index.js";
import { devPage } from "./addresses.js";
import { blockCaptcha, goodAnswer, showCaptcha, solveCaptcha, solveOwnCaptcha } from "./captcha.js";
import { openOwnPage } from "./elsewhere.js";
import { gate } from "./held.js";
import { RegistrationPage } from "./registrationPage.js";
import { test as base, expect, routeConfig } from "./test.js";
import { words } from "./words.js";

/**
 * What of the kit's journeys is made here on a homeserver of each kind: those that make sense there. On
 * Synapse and Dendrite most are made on the real one and its fake, by the other files.
 */
interface Journeys {
  /** Whether the account pages come first, and stages are the other way. */
  readonly pagesFirst?: boolean;
  readonly closed?: boolean;
  readonly takenName?: boolean;
  readonly forbiddenName?: boolean;
  readonly token?: boolean;
  readonly forgottenSession?: boolean;
  readonly terms?: boolean;
  readonly guests?: boolean;
  readonly captchaInPlace?: boolean;
  /** Whether a captcha that cannot be done in place has a page of the homeserver's own. */
  readonly captcha?: "ownPage" | "noPage";
}

const journeys: Readonly<Record<DialectName, Journeys>> = {
  synapse: { forgottenSession: true, captchaInPlace: true, captcha: "ownPage" },
  dendrite: { captcha: "ownPage" },
  conduit: { closed: true, takenName: true, token: true, forgottenSession: true, guests: true },
  continuwuity: {
    pagesFirst: true,
    closed: true,
    takenName: true,
    forbiddenName: true,
    token: true,
    forgottenSession: true,
    terms: true,
    captchaInPlace: true,
    captcha: "noPage",
  },
  tuwunel: {
    closed: true,
    takenName: true,
    forbiddenName: true,
    token: true,
    forgottenSession: true,
    terms: true,
  },
  mas: { closed: true },
};

interface Here {
  /** Opens the page on a fresh homeserver of the dialect, at its account form where it has one. */
  readonly at: (
    scenario: ScenarioName,
    search?: string,
    options?: { readonly captcha?: boolean },
  ) => Promise<RegistrationPage>;
}

const test = base.extend<{ dialect: DialectName; here: Here }>({
  dialect: ["synapse", { option: true }],
  here: async ({ fakes, open, dialect }, use) => {
    await use({
      at: async (scenario, search = "", options = {}) => {
        const homeserver = await fakes.start(scenario, { dialect });
        return open(homeserver, { search, ...options });
      },
    });
  },
});

/** Goes to the account form, where the homeserver's account pages are offered first. */
async function toForm({ page, username }: RegistrationPage, { pagesFirst }: Journeys) {
  if (pagesFirst !== true) return;
  await page.getByRole("button", { name: words("methods.uia") }).click();
  await expect(username).toBeVisible();
}

for (const [dialect, can] of Object.entries(journeys) as [DialectName, Journeys][]) {
  test.describe(dialect, () => {
    test.use({ dialect });

    if (can.closed) {
      test("closed is said", async ({ here }) => {
        const { root } = await here.at("closed");
        await expect(root).toHaveAttribute("data-homeserver", "closed");
        await expect(root.getByRole("alert")).toContainText("is not accepting new accounts");
      });
    }

    if (can.takenName) {
      test("a taken name, then a free one", async ({ here, username, password }) => {
        const registration = await here.at("open");
        await toForm(registration, can);
        await registration.fillIn("taken", password);
        await registration.createAccount.click();
        await expect(registration.username).toHaveAccessibleDescription(/taken/);
        await registration.username.fill(username);
        await registration.createAccount.click();
        await registration.expectAccount({ username, password });
      });
    }

    if (can.forbiddenName) {
      test("a forbidden name is a matter of the name", async ({ here, username, password }) => {
        const registration = await here.at("open");
        await toForm(registration, can);
        await registration.fillIn("forbidden.name", password);
        await registration.createAccount.click();
        await expect(registration.username).toHaveAttribute("aria-invalid", "true");
        await registration.username.fill(username);
        await registration.createAccount.click();
        await registration.expectRegistered(`@${username}:example.org`);
      });
    }

    if (can.token) {
      test("a registration token, wrong and then right", async ({ here, username, password }) => {
        const registration = await here.at("token");
        await toForm(registration, can);
        await registration.fillIn(username, password);
        await registration.registrationToken.fill("not-a-token");
        await registration.createAccount.click();
        await expect(registration.registrationToken).toHaveAccessibleDescription(
          words("problem.registrationTokenRefused"),
        );
        await registration.registrationToken.fill("invite-me");
        await registration.createAccount.click();
        await registration.expectRegistered(`@${username}:example.org`);
      });
    }

    if (can.forgottenSession) {
      test("a session that was forgotten between two tries begins anew, unseen", async ({
        here,
        username,
        password,
      }) => {
        const registration = await here.at("token");
        await toForm(registration, can);
        await registration.fillIn(username, password);
        await registration.registrationToken.fill("not-a-token");
        await registration.createAccount.click();
        await expect(registration.registrationToken).toHaveAttribute("aria-invalid", "true");
        await registration.homeserver.expireSessions();
        await registration.registrationToken.fill("invite-me");
        await registration.createAccount.click();
        await registration.expectRegistered(`@${username}:example.org`);
      });
    }

    if (can.captchaInPlace) {
      test("a captcha in place, and a session that is forgotten meanwhile", async ({
        here,
        username,
        password,
        page,
      }) => {
        await showCaptcha(page, [goodAnswer(), goodAnswer()]);
        const registration = await here.at("recaptcha", "", { captcha: true });
        await toForm(registration, can);
        await registration.signUp({ username, password });
        await registration.expectStage("m.login.recaptcha");
        await registration.homeserver.expireSessions();
        await solveCaptcha(page);
        await expect(page.getByText(words("problem.sessionExpired"))).toBeVisible();
        await registration.createAccount.click();
        await registration.expectStage("m.login.recaptcha");
        await solveCaptcha(page);
        await registration.expectRegistered(`@${username}:example.org`);
      });
    }

    if (can.captcha === "ownPage") {
      test("a captcha without a key, on the homeserver's own page", async ({
        here,
        username,
        password,
        page,
        context,
      }) => {
        await blockCaptcha(page, context);
        const registration = await here.at("recaptchaWithoutKey");
        await registration.signUp({ username, password });
        await solveOwnCaptcha(page, await openOwnPage(registration));
        await registration.expectRegistered(`@${username}:example.org`);
      });
    }

    if (can.captcha === "noPage") {
      for (const [scenario, captcha, text] of [
        ["recaptcha", false, "stage.unsupported.captcha"],
        ["recaptchaWithoutKey", true, "stage.unsupported.text"],
      ] as const) {
        test(`a captcha that can be done nowhere is told before the user is sent away: ${scenario}`, async ({
          here,
          username,
          password,
          page,
          consoleLines,
        }) => {
          const registration = await here.at(scenario, "", { captcha });
          await toForm(registration, can);
          await registration.signUp({ username, password });
          await registration.expectStage("m.login.recaptcha");
          await expect(page.getByRole("alert")).toHaveText(words(text));
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(
            words("stage.unsupported.heading"),
          );
          await expect(registration.ownPage).toHaveCount(0);
          const warnings = consoleLines.filter((line) => line.startsWith("warning"));
          expect(warnings.join()).toMatch(captcha ? /^$/ : /CAPTCHA_HOST/);
          consoleLines.splice(0);
          // Back at the form there is the account page.
          await registration.button("Cancel").click();
          await expect(page.getByRole("button", { name: /account page/ })).toBeVisible();
        });
      }
    }

    if (can.terms) {
      test("terms", async ({ here, username, password }) => {
        const registration = await here.at("terms");
        await toForm(registration, can);
        await registration.signUp({ username, password, policy: "Privacy Policy" });
        await registration.expectRegistered(`@${username}:example.org`);
      });
    }

    if (can.guests) {
      test("a guest, in an app", async ({ fakes, page, consoleLines }) => {
        const homeserver = await fakes.start("guests", { dialect });
        const { baseUrl, serverName } = homeserver;
        await routeConfig(page, { homeserver: baseUrl, serverName, trust: "own" });
        const registration = new RegistrationPage(page, homeserver, consoleLines);
        await page.goto(new URL("?embedded", devPage).href);
        await page.getByRole("switch", { name: "Use a guest account" }).click();
        await registration.button("Continue as guest").click();
        await expect(registration.root).toHaveAttribute("data-status", "done");
      });
    }
  });
}

for (const [dialect, scenario] of [
  ["mas", "token"],
  ["mas", "loginRouted"],
  ["continuwuity", "open"],
] as const) {
  test.describe(`${dialect}, ${scenario}`, () => {
    test.use({ dialect });

    test("the account page makes the account, with what the invitation says", async ({
      here,
      username,
      page,
    }) => {
      const registration = await here.at(scenario, `?username=${username}&token=invite-me`);
      await expect(registration.root).toHaveAttribute("data-homeserver", "oauth");
      await expect(page.getByRole("button", { name: words("methods.sso") })).toHaveCount(0);
      await expect(page.getByText(words("oauth.username"))).toContainText(username);
      await expect(page.getByText(words("oauth.token"))).toBeVisible();
      await expect(page.getByText("invite-me", { exact: true })).toBeVisible();
      await page.getByRole("button", { name: /^Continue on/ }).click();
      await page.getByRole("textbox", { name: "Username" }).fill(username);
      await page.getByLabel("Password").fill("wonderland");
      const token = page.getByRole("textbox", { name: "Registration token" });
      if (scenario === "token") await token.fill("invite-me");
      await page.getByRole("button", { name: "Create an account" }).click();
      const { opened, letThrough } = gate();
      await page.route("**/_fake/oauth/token", async (route) => {
        await opened;
        await route.fallback();
      });
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page).toHaveTitle(words("returned.finishing"));
      letThrough();
      await expect(registration.userId).toHaveText(`@${username}:example.org`);
      await expect(page).toHaveTitle("Your account – example.org");
      await expect(page.getByText("came back with another account")).toHaveCount(0);
    });
  });
}

test.describe("continuwuity, its account pages closed to apps", () => {
  test.use({ dialect: "continuwuity" });

  test("stages work all the same, and the choice survives a reload", async ({
    here,
    username,
    password,
    page,
  }) => {
    await page.route("**/_fake/oauth/register", (route) =>
      route.fulfill({ status: 403, json: { errcode: "M_FORBIDDEN", error: "Known apps only." } }),
    );
    const registration = await here.at("open");
    await page.getByRole("button", { name: /^Continue on/ }).click();
    await expect(page.getByRole("alert")).toContainText(words("oauth.otherWay"));
    await expect(page.getByText("Known apps only.")).toBeVisible();
    await toForm(registration, { pagesFirst: true });
    await page.reload();
    await registration.signUp({ username, password });
    await registration.expectRegistered(`@${username}:example.org`);
  });
});

test("a homeserver whose sign-up no web page may read is told from one that is down", async ({
  here,
  page,
}) => {
  await page.route("**/v3/register", (route) => route.abort("failed"));
  const { root } = await here.at("open");
  await expect(root.getByRole("alert")).toContainText(
    "is responding, but does not allow sign-up from web pages",
  );
});

test("a page whose policy lets nothing out to the homeserver says so @firefox", async ({
  open,
  consoleLines,
}) => {
  const homeserver = { baseUrl: `${devPage}fake/open~blocked`, serverName: "example.org" };
  const { root } = await open(homeserver as Parameters<typeof open>[0]);
  await expect(root.getByRole("alert")).toContainText("This page is not allowed to reach");
  await expect(root.getByRole("alert")).toContainText(new URL(devPage).origin);
  // The browser tells the owner in the console.
  expect(consoleLines.splice(0).join()).toContain("connect-src");
});
