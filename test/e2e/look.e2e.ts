import type { Page } from "@playwright/test";
import { bringFonts } from "../fonts.js";
import { inEveryLook, looksOfTurn } from "../looks.js";
import { builtPage, devPage } from "./addresses.js";
import { fakeHomeservers } from "./homeservers.js";
import type { RegistrationPage } from "./registrationPage.js";
import { expect, test } from "./test.js";

const homeservers = fakeHomeservers(builtPage);
// The policy of the built page lets no style in; en-XA is for development alone.
const inDevelopment = fakeHomeservers(devPage);
const config = { brand: { name: "Example Club" }, signInUrl: "https://client.example.org/" };
const phone = { width: 360, height: 740 };
const card = '[data-part="root"]';
const languages = ["en", "de", "fr", "ja", "ar", "en-XA"] as const;

test.describe("on a phone", () => {
  test.use({ viewport: phone });

  test("the first screen has the whole form, in languages with longer words too", async ({
    open,
  }) => {
    const homeserver = await homeservers.start("open");
    for (const language of ["en", "de", "uk", "ar"]) {
      const search = `?lang=${language}`;
      const { page } = await open(homeserver, { at: builtPage, config, search });
      await expect(page.locator('[data-part="submit"]')).toBeInViewport({ ratio: 1 });
    }
  });
});

test("the button of the first screen is seen without scrolling, under the kit's own mark", async ({
  open,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [setUp, name] of [
    ["open", "Create account"],
    ["manyProviders", "Create account"],
    ["manyProviders", "Continue with École modèle"],
    ["oidcSso", "Continue with Example ID"],
  ] as const) {
    await open(await inDevelopment.start(setUp), { at: devPage, config: {} });
    await expect(page.locator('.page-brand img[src="./icon.svg"]')).toBeInViewport();
    await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  }

  await page.emulateMedia({ forcedColors: "active" });
  const mark = page.locator(".page-brand img");
  await expect(mark).toBeVisible();
  await expect(mark).toHaveJSProperty("complete", true);
  await expect(mark).toHaveJSProperty("naturalWidth", 32);
});

const forms = [
  ...languages.map((language) => ["open", language] as const),
  ["passwordPolicy", "en"] as const,
];

for (const [turn, [setUp, language]] of forms.entries()) {
  test(`nothing moves while one types, is refused and sends: ${setUp}, ${language}`, async ({
    open,
  }) => {
    const search = `?lang=${language}`;
    const homeserver = await inDevelopment.start(setUp);
    await expectStill(await open(homeserver, { at: devPage, config, search }), turn);
  });
}

/**
 * The button stays where it is, whatever is said above it, in the looks of a turn: all widths and sizes of
 * text, and two fonts or three.
 */
async function expectStill({ page }: RegistrationPage, turn: number) {
  const part = (name: string) => page.locator(`[data-part="${name}"]`);
  const username = page.locator('input[name="username"]');
  const password = page.locator('input[name="password"]');
  const submit = part("submit");
  await submit.waitFor();
  await bringFonts(page, "system");
  const findPlaces = () => inEveryLook(page, card, placeOf, "submit", looksOfTurn(turn));
  const places = await findPlaces();
  const expectNoMove = async (when: string) =>
    expect.soft(await findPlaces(), when).toEqual(places);

  for (const [strength, typed] of [
    ["weak", "abc"],
    ["fair", "correct horse"],
    ["strong", "Correct horse battery 1!"],
  ] as const) {
    await password.fill(typed);
    await expect(page.locator(`[data-strength="${strength}"]`)).toBeAttached();
    await expectNoMove(`a password is ${strength}`);
  }
  await password.dispatchEvent("keydown", { key: "A", modifierCapsLock: true });
  await expect(part("caps-lock")).not.toBeEmpty();
  await expectNoMove("Caps Lock is on");
  await password.blur();
  await expect(part("caps-lock")).toBeEmpty();
  await password.fill("Cörrect horse battery 1!");
  await expect(part("unusual-characters")).not.toBeEmpty();
  await expectNoMove("a password has signs that are hard to type");

  for (const [availability, typed] of [
    ["available", "alice"],
    ["taken", "taken"],
  ] as const) {
    await username.fill(typed);
    await expect(page.locator(`[data-availability="${availability}"]`)).toBeVisible();
    await expectNoMove(`a username is ${availability}`);
  }
  await submit.click();
  await expect(username).toHaveAttribute("aria-invalid", "true");
  await expectNoMove("a username is refused");
  await username.fill("Alice");
  await expect(part("suggestion")).toBeVisible();
  await expectNoMove("another spelling is offered");
  await username.fill("bob");

  const weak = { status: 400, json: { errcode: "M_WEAK_PASSWORD", error: "" } };
  await page.route("**/register", (route) => route.fulfill(weak));
  await submit.click();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expectNoMove("a password is refused");
  await page.unroute("**/register");

  await page.route("**/register", () => undefined);
  await password.fill("Correct horse battery 1!");
  await submit.click();
  await expect(submit).toHaveAttribute("aria-busy", "true");
  await expectNoMove("the form is sent");
}

/** In the page: how far a part is below the card's upper edge. */
function placeOf(part: string): number {
  const [above = Number.NaN, place = Number.NaN] = ["root", part].map(
    (name) => document.querySelector(`[data-part="${name}"]`)?.getBoundingClientRect().top,
  );
  return Math.round(place - above);
}

for (const [turn, language] of languages.entries()) {
  test(`the choice of a homeserver stays where it is while one is looked for: ${language}`, async ({
    open,
    page,
  }) => {
    const answer = await hold(page, "**/register");
    const { root } = await open(await inDevelopment.start("open"), {
      at: devPage,
      config: { ...config, allowAnyHomeserver: true },
      search: `?lang=${language}`,
    });
    await expect(root).toHaveAttribute("data-homeserver", "finding");
    await bringFonts(page, "system");
    await page.locator('[data-part="combobox"]').waitFor();
    const findPlaces = () => inEveryLook(page, card, placeOf, "combobox", looksOfTurn(turn));
    const before = await findPlaces();
    answer();
    await page.locator('[data-part="submit"]').waitFor();
    expect(await findPlaces()).toEqual(before);
  });
}

/** Keeps requests from being answered until the returned function is called. */
async function hold(page: Page, url: string): Promise<() => void> {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(url, async (route) => {
    await asked;
    await route.continue();
  });
  return () => answer();
}

test("the card is as high while its homeserver is looked for as it is then", async ({
  open,
  page,
}) => {
  const homeserver = await homeservers.start("open");
  const answer = await hold(page, "**/register");
  const { root, createAccount } = await open(homeserver, { at: builtPage, config });
  await expect(root).toHaveAttribute("data-homeserver", "finding");
  // The first screen of the HTML stands for it.
  const before = await page.locator(".mrk-card").filter({ visible: true }).boundingBox();
  answer();
  await createAccount.waitFor();
  const after = await root.boundingBox();
  expect(Math.abs((after?.height ?? 0) - (before?.height ?? 0))).toBeLessThan(64);
});

test("the browser counts no shift of the layout from the first paint to the account", async ({
  open,
  page,
  username,
  password,
}) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        readonly value: number;
        readonly hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const registration = await open(await homeservers.start("terms"), { at: builtPage, config });
  await registration.fillIn(username, password);
  await expect(page.locator('[data-availability="available"]')).toBeVisible();
  await page.getByRole("checkbox", { name: "Privacy Policy" }).check();
  await registration.createAccount.click();
  await registration.userId.waitFor();
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, each) => sum + each, 0)).toBeLessThan(0.02);
});

for (const viewport of [
  { width: 280, height: 653 },
  // 1280 by 1024 at 400 %.
  { width: 320, height: 256 },
]) {
  test(`nothing has to be scrolled sideways at ${viewport.width} px`, async ({ open, page }) => {
    await page.setViewportSize(viewport);
    const homeserver = await homeservers.start("captchaTermsEmail");
    const registration = await open(homeserver, { at: builtPage, config });
    await registration.createAccount.click();
    await expect(registration.password).toHaveAttribute("aria-invalid", "true");
    expect(await overflow(page)).toEqual([]);
  });
}

/** What reaches beyond the window's sides. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((each) => {
        const { left, right, width } = each.getBoundingClientRect();
        return width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1);
      })
      .map((each) => each.outerHTML.slice(0, 80)),
  );
}

test("no style is inline, and none injected", async ({ open, page, username, password }) => {
  const registration = await open(await homeservers.start("open"), {
    at: builtPage,
    config: { ...config, brand: { name: "Example Club", accent: "#7a1fa2" } },
  });
  await registration.signUp({ username, password });
  await registration.userId.waitFor();
  const found = await page.evaluate(() => ({
    inline: document.querySelectorAll("[style], style").length,
    sheets: [...document.styleSheets].filter(({ href }) => href === null).length,
    adopted: document.adoptedStyleSheets.length,
  }));
  expect(found).toEqual({ inline: 0, sheets: 0, adopted: 1 });
});

test("each step has its title", async ({ open, page, username, password }) => {
  const homeserver = await homeservers.start("email");
  const registration = await open(homeserver, { at: builtPage, config });
  await expect(page).toHaveTitle("Create an account on example.org");
  await registration.createAccount.click();
  await expect(page).toHaveTitle("Error: Create an account on example.org");
  await registration.fillIn(username, password);
  await page.getByRole("textbox", { name: "Email address" }).fill(`${username}@example.org`);
  await registration.createAccount.click();
  await expect(page).toHaveTitle("Confirm your email address – example.org");

  await open(await homeservers.start("closed"), { at: builtPage, config });
  await expect(page).toHaveTitle(/– example\.org$/);
  await open(await homeservers.start("approval"), { at: builtPage, config });
  await registration.signUp({ username, password });
  const heading = page.getByRole("heading", { level: 1 });
  await expect(registration.root).toHaveAttribute("data-status", "done");
  await expect(page).toHaveTitle(`${(await heading.textContent()) ?? ""} – example.org`);
});
