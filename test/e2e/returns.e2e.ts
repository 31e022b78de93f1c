/**
 * The ends of going to an account page or a sign-on, before one leaves and when one is back. What is used
 * twice is in `oauth.e2e.ts` and `signOn.e2e.ts`. One answer of each kind is here. `test/redirect` has tables
 * of all answers, and `stories/outcomes` has each text. `misconfigured`, which only another app can be, is in
 * unit tests.
 */
import type { Locator, Page } from "@playwright/test";
import type { OAuthSignUpProblem } from "../../src/react/useOAuthSignUp.js";
import type { ReturnProblem } from "../../src/redirect/finishReturn.js";
import { continueThere, userId } from "./accountPages.js";
import {
  type AccountPages,
  type Answers,
  scriptAccountPages,
  scripted,
  scriptSignOn,
} from "./scriptedWays.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

const host = "two.test";
const homeserver = scripted(host);
const listed = { config: { trust: "listed" } };

type Code = OAuthSignUpProblem["code"] | ReturnProblem["code"];

/** The user is told this, and nothing else. */
async function isTold(page: Page, code: Code): Promise<void> {
  await expect(page.locator('[data-part="problem"]')).toHaveAttribute("data-code", code);
  await expect(page.getByRole("alert").first()).toContainText(words(`returned.${code}`));
  // An account that was made and is not used is told all the same.
  await expect(userId(page)).toHaveCount(code === "wrongServerName" ? 1 : 0);
}

/** The time runs by itself, but nobody waits for ten minutes. */
async function hasToWait(page: Page, button: Locator): Promise<void> {
  await expect(page.locator('[data-part="countdown"]')).toHaveText(/in (9|10) minutes\.$/);
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await page.clock.fastForward(600_000);
  await expect(button).not.toHaveAttribute("aria-disabled", "true");
}

/** Leaves for each outcome, is told of it when back, and starts again; and in the end all goes well. */
async function eachIsTold<Script extends object>(
  page: Page,
  outcomes: readonly (readonly [Code, Script])[],
  arrange: (page: Page, host: string, script?: Script) => Promise<unknown>,
  leave: Locator,
): Promise<void> {
  test.slow();
  for (const [code, script] of outcomes) {
    await test.step(`${code} (${Object.keys(script).join()})`, async () => {
      await arrange(page, host, script);
      await leave.click();
      await isTold(page, code);
      await expect(page).toHaveURL(/^[^?#]*$/);
      await page.getByRole("button", { name: "Start again" }).click();
    });
  }
  await arrange(page, host);
  await leave.click();
  await expect(userId(page)).toHaveText(`@alice:${host}`);
}

/** As a browser that is told to, or has no room. */
async function keepNothing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("Nothing is kept", "QuotaExceededError");
    };
  });
}

/** For ten minutes. */
const busy = { status: 429, json: {}, headers: { "Retry-After": "600" } };

test.describe("before one leaves for the account page", () => {
  const registers = (answer: Answers[string]) => ({ answers: { "/clients": answer } });
  const outcomes: readonly (readonly [Code, Answers[string]])[] = [
    ["unreachable", "nothing"],
    ["serverFailed", { status: 500, json: {} }],
    ["malformed", { status: 201, json: {} }],
    ["registrationRefused", { status: 400, json: { error: "invalid_redirect_uri" } }],
  ];

  test("one is told what went wrong, and can go again", async ({ page, open }) => {
    await scriptAccountPages(page, host);
    await open(homeserver, listed);
    for (const [code, answer] of outcomes) {
      await test.step(code, async () => {
        await scriptAccountPages(page, host, registers(answer));
        await continueThere(page).click();
        await isTold(page, code);
        await expect(continueThere(page)).toBeFocused();
      });
    }
    await scriptAccountPages(page, host);
    await continueThere(page).click();
    await expect(userId(page)).toHaveText(`@alice:${host}`);
  });

  test("limited: a countdown, and then one can go", async ({ page, open }) => {
    await page.clock.install();
    await scriptAccountPages(page, host, registers(busy));
    await open(homeserver, listed);
    await continueThere(page).click();
    await isTold(page, "rateLimited");
    await hasToWait(page, continueThere(page));
    await scriptAccountPages(page, host);
    await continueThere(page).click();
    await expect(userId(page)).toHaveText(`@alice:${host}`);
  });

  test("an account page that is not safe is not offered, and asked nothing", async ({
    page,
    open,
  }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).host));
    const unsafe: readonly (readonly [string, object])[] = [
      ["without PKCE", { code_challenge_methods_supported: ["plain"] }],
      ["whose code goes elsewhere", { token_endpoint: "https://evil.test/token" }],
      ["by http:", { authorization_endpoint: `http://account.${host}/authorize` }],
    ];
    for (const [what, metadata] of unsafe) {
      await test.step(what, async () => {
        await scriptAccountPages(page, host, { metadata });
        const { root } = await open(homeserver, listed);
        await expect(root).toHaveAttribute("data-homeserver", "unsupported");
        await expect(page.getByRole("alert")).toHaveText(words("homeserver.unsupported"));
        await expect(continueThere(page)).toBeHidden();
      });
    }
    expect(asked).not.toContain(`account.${host}`);
    expect(asked).not.toContain("evil.test");
  });

  test("offline", async ({ page, open, context }) => {
    await scriptAccountPages(page, host, registers("nothing"));
    await open(homeserver, listed);
    // What is needed to go there is loaded by then.
    await continueThere(page).click();
    await isTold(page, "unreachable");
    await context.setOffline(true);
    await continueThere(page).click();
    await isTold(page, "offline");
  });

  test("notLoaded", async ({ page, open }) => {
    await scriptAccountPages(page, host);
    await page.route("**/beginOAuth*", (route) => route.abort());
    await open(homeserver, listed);
    await continueThere(page).click();
    await isTold(page, "notLoaded");
  });

  test("insecureContext: a page that came by http: from elsewhere", async ({ page, open }) => {
    await scriptAccountPages(page, host);
    await page.addInitScript(() => {
      Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
    });
    await open(homeserver, listed);
    await continueThere(page).click();
    await isTold(page, "insecureContext");
  });

  test("noStorage", async ({ page, open }) => {
    await scriptAccountPages(page, host);
    await keepNothing(page);
    await open(homeserver, listed);
    await continueThere(page).click();
    await isTold(page, "noStorage");
  });

  test("an account page that does not answer: one can stay, or go again", async ({
    page,
    open,
  }) => {
    await scriptAccountPages(page, host);
    // An answer without a page: the browser stays where it is.
    await page.route("https://account.two.test/authorize*", (route) =>
      route.fulfill({ status: 204 }),
    );
    await open(homeserver, listed);
    const asked = page.waitForRequest(/authorize/);
    await continueThere(page).click();
    await asked;
    await expect(page.getByRole("status")).toContainText("Taking you to account.two.test…");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
    await expect(continueThere(page)).toBeFocused();
    await scriptAccountPages(page, host);
    await continueThere(page).click();
    await expect(userId(page)).toHaveText(`@alice:${host}`);
  });
});

test.describe("back from the account page", () => {
  const outcomes: readonly (readonly [Code, AccountPages])[] = [
    ["denied", { back: { error: "access_denied" } }],
    ["wrongIssuer", { back: { code: "code-1", iss: "https://evil.test" } }],
    ["lostState", { back: { code: "code-1", state: `mrk-${"A".repeat(43)}` } }],
    ["expired", { answers: { "/token": { status: 400, json: { error: "invalid_grant" } } } }],
    ["interrupted", { answers: { "/token": "nothing" } }],
    ["wrongServerName", { owner: { user_id: "@alice:evil.test" } }],
  ];

  test("one is told what went wrong, and starts again", async ({ page, open }) => {
    await scriptAccountPages(page, host);
    await open(homeserver, listed);
    await eachIsTold(page, outcomes, scriptAccountPages, continueThere(page));
  });

  test("oldScopes: the next try asks by the older names", async ({ page, open }) => {
    await scriptAccountPages(page, host, { back: { error: "invalid_scope" } });
    await open(homeserver, listed);
    await continueThere(page).click();
    await isTold(page, "oldScopes");
    const { visits } = await scriptAccountPages(page, host);
    await page.getByRole("button", { name: "Start again" }).click();
    await continueThere(page).click();
    await expect(userId(page)).toHaveText(`@alice:${host}`);
    expect(visits[0]?.get("scope")).toContain("org.matrix.msc2967");
  });

  test("limited: a countdown, and then one starts again", async ({ page, open }) => {
    await page.clock.install();
    await scriptAccountPages(page, host, { answers: { "/token": busy } });
    await open(homeserver, listed);
    await continueThere(page).click();
    await isTold(page, "rateLimited");
    const startAgain = page.getByRole("button", { name: "Start again" });
    await hasToWait(page, startAgain);
    await startAgain.click();
    await expect(continueThere(page)).toBeVisible();
  });

  test("notLoaded: the code is not lost with it", async ({ page, open }) => {
    await scriptAccountPages(page, host);
    await page.route("**/finishOAuth*", (route) => route.abort());
    await open(homeserver, listed);
    const sent: string[] = [];
    page.on("request", (request) => sent.push(new URL(request.url()).pathname));
    await continueThere(page).click();
    await isTold(page, "notLoaded");
    expect(sent).not.toContain("/token");
    // While it is loaded once more, which has no end here, the focus is not lost.
    await page.route("**/finishOAuth*", () => undefined);
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await expect(page.getByText(words("returned.finishing")).first()).toBeVisible();
    await expect(page.locator('[data-part="outcome"]')).toBeFocused();
  });

  test("starting again leads to the homeserver one had chosen, with the username of the invitation", async ({
    page,
    open,
  }) => {
    const { visits } = await scriptAccountPages(page, host, { back: { error: "access_denied" } });
    await scriptSignOn(page, "one.test");
    const config = {
      homeserver: "https://one.test",
      serverName: "one.test",
      homeservers: [homeserver.baseUrl],
      trust: "listed",
    };
    const search = `?homeserver=${encodeURIComponent(homeserver.baseUrl)}&username=alice&lang=en`;
    await open(homeserver, { config, search });
    await continueThere(page).click();
    await isTold(page, "denied");
    await page.getByRole("button", { name: "Start again" }).click();
    await continueThere(page).click();
    await isTold(page, "denied");
    expect(visits).toHaveLength(2);
    expect(new URL(page.url()).search).toBe("?lang=en");
  });
});

test.describe("back from a sign-on", () => {
  const onward = (page: Page) => page.getByRole("button", { name: "Continue with single sign-on" });
  const refuses = (status: number, errcode: string) => ({
    answer: { status, json: { errcode, error: "No." } },
  });
  const outcomes: readonly (readonly [Code, NonNullable<Parameters<typeof scriptSignOn>[2]>])[] = [
    ["denied", { loginToken: "" }],
    ["expired", refuses(403, "M_FORBIDDEN")],
    ["interrupted", { answer: "nothing" }],
    [
      "wrongServerName",
      { answer: { json: { user_id: "@a:evil.test", access_token: "a", device_id: "D" } } },
    ],
  ];

  test("one is told what went wrong, and starts again", async ({ page, open }) => {
    await scriptSignOn(page, host);
    await open(homeserver, listed);
    await eachIsTold(page, outcomes, scriptSignOn, onward(page));
  });

  test("limited: a countdown, and then one starts again", async ({ page, open }) => {
    await page.clock.install();
    await scriptSignOn(page, host, { answer: busy });
    await open(homeserver, listed);
    await onward(page).click();
    await isTold(page, "rateLimited");
    const startAgain = page.getByRole("button", { name: "Start again" });
    await hasToWait(page, startAgain);
    await startAgain.click();
    await expect(onward(page)).toBeVisible();
  });

  /** Where login tokens go, by the host. */
  function tokensSent(page: Page): readonly string[] {
    const hosts: string[] = [];
    page.on("request", (request) => {
      const { host, pathname } = new URL(request.url());
      if (request.method() === "POST" && pathname.endsWith("/login")) hosts.push(host);
    });
    return hosts;
  }

  test("expired: after more than an hour the user starts again", async ({ page, open }) => {
    const sent = tokensSent(page);
    await page.clock.install();
    await scriptSignOn(page, host);
    const signOn = "**/login/sso/redirect*";
    await page.route(signOn, (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>Sign on</h1>" }),
    );
    await open(homeserver, listed);
    await onward(page).click();
    await expect(page.getByRole("heading", { name: "Sign on" })).toBeVisible();
    await page.clock.fastForward("01:00:01");
    await page.unroute(signOn);
    await page.reload();
    await isTold(page, "expired");
    expect(sent).toEqual([]);
    await page.getByRole("button", { name: "Start again" }).click();
    await onward(page).click();
    await expect(userId(page)).toHaveText(`@alice:${host}`);
    expect(sent).toEqual([host]);
  });

  test("notTrusted: what the tab remembers was changed, and the token is sent nowhere", async ({
    page,
    open,
  }) => {
    const sent = tokensSent(page);
    await scriptSignOn(page, host);
    // As another page at this address could.
    await page.addInitScript(() => {
      if (!location.search.includes("loginToken=")) return;
      for (const [key, record] of Object.entries<string>(sessionStorage)) {
        sessionStorage.setItem(key, record.replace("https://two.test", "https://127.0.0.1"));
      }
    });
    await open(homeserver, listed);
    await onward(page).click();
    await isTold(page, "notTrusted");
    expect(sent).toEqual([]);
    await page.getByRole("button", { name: "Start again" }).click();
    await expect(onward(page)).toBeVisible();
  });

  test("noStorage: one is told before one leaves", async ({ page, open }) => {
    await scriptSignOn(page, host);
    await keepNothing(page);
    await open(homeserver, listed);
    await onward(page).click();
    await isTold(page, "noStorage");
  });
});
