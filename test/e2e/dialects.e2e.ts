import type { DialectName, ScenarioName } from "../../src/testing/index.js";
import { devPage } from "./addresses.js";
import { blockCaptcha, goodAnswer, showCaptcha, solveCaptcha, solveOwnCaptcha } from "./captcha.js";
import { openOwnPage } from "./elsewhere.js";
import { gate } from "./held.js";
import type { RegistrationPage } from "./registrationPage.js";
import { test as base, expect } from "./test.js";
import { words } from "./words.js";

/**
 * What of the kit's journeys needs a browser on a homeserver of each kind: those that make sense there. The
 * others are made by `test/card/dialects.test.tsx`; on Synapse and Dendrite most are made on the real one and
 * its fake, by the other files.
 */
interface Journeys {
  /** Whether the account pages come first, and stages are the other way. */
  readonly pagesFirst?: boolean;
  readonly captchaInPlace?: boolean;
  /** Whether a captcha that cannot be done in place has a page of the homeserver's own. */
  readonly captcha?: "ownPage" | "noPage";
}

const journeys: Readonly<Partial<Record<DialectName, Journeys>>> = {
  synapse: { captchaInPlace: true, captcha: "ownPage" },
  dendrite: { captcha: "ownPage" },
  continuwuity: { pagesFirst: true, captchaInPlace: true, captcha: "noPage" },
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
