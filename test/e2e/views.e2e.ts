import type { Page } from "@playwright/test";
import {
  findClipped,
  findFaint,
  findPlain,
  findSilent,
  findSmall,
  standStill,
} from "../gallery/inPage.js";
import { builtPage, devPage } from "./addresses.js";
import { findViolations } from "./axe.js";
import { fakeHomeservers } from "./homeservers.js";
import { expect, test } from "./test.js";

/*
 * The page's own views on a phone, where nobody looks every day: from right to left, and in words a third
 * longer than English, which only a page in development has.
 */
const config = {
  brand: { name: "Example Club" },
  clients: [{ name: "A Client", url: "https://client.example.org/" }],
};
const part = (name: string) => `[data-part="${name}"]`;

for (const language of ["ar", "en-XA"]) {
  test.describe(`in ${language}`, () => {
    test.use({
      viewport: { width: 360, height: 740 },
      contextOptions: { reducedMotion: "reduce" },
    });
    const lang = `lang=${language}`;

    test("the account form, and what becomes of it", async ({ open, page, fakes, username }) => {
      await open(await fakes.start("terms"), { at: devPage, config, search: `?${lang}` });
      await page.locator(part("submit")).click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
      await expectGood(page, language);
      await page.locator('input[name="username"]').fill(username);
      await page.locator('input[name="password"]').fill("Correct horse battery 1!");
      await page.getByRole("checkbox").check();
      await page.locator(part("submit")).click();
      await page.locator(part("user-id")).waitFor();
      await page.locator(part("copy")).click();
      await expect(page.getByRole("status").filter({ hasText: /./ })).toBeVisible();
      await expectGood(page, language);
    });

    test("making an invitation", async ({ open, page, fakes }) => {
      await open(await fakes.start("tokenAndTerms"), {
        at: devPage,
        config,
        search: `?invite&${lang}`,
      });
      const make = page.locator(part("submit"));
      await page.locator('input[name="homeserver"]').fill("not a name");
      await make.click();
      await page.locator('[aria-invalid="true"]').waitFor();
      await expectGood(page, language);
      await page.locator('input[name="homeserver"]').fill("example.org");
      await page.locator('input[name="token"]').fill("abcdef");
      await make.click();
      await page.locator(part("link-field")).waitFor();
      await expectGood(page, language);
    });

    test("mistakes in config.json", async ({ open, page, fakes }) => {
      const wrong = { colour: "red", brand: { accent: "nothing" }, homeserver: undefined };
      await open(await fakes.start("open"), { at: devPage, config: wrong, search: `?${lang}` });
      await page.getByRole("alert").waitFor();
      await expectGood(page, language);
    });

    test("the choice of a homeserver", async ({ open, page, fakes }) => {
      const homeserver = { homeserver: undefined, serverName: undefined };
      await open(await fakes.start("open"), {
        at: devPage,
        config: { ...config, ...homeserver, allowAnyHomeserver: true, trust: "listed" },
        search: `?homeserver=linked.test&${lang}`,
      });
      await page.locator('input[name="homeserver"]').fill("not a name");
      await page.locator(part("submit")).click();
      await page.locator('[aria-invalid="true"]').waitFor();
      await expectGood(page, language);
    });
  });
}

test("the page as it is built knows no pseudo-language", async ({ open, page }) => {
  const homeservers = fakeHomeservers(builtPage);
  await open(await homeservers.start("open"), { at: builtPage, search: "?lang=en-XA" });
  await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

async function expectGood(page: Page, language: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await page.evaluate(standStill);
  // Its findings are the same in each language.
  if (language === "ar") {
    expect.soft(await findViolations(page, { within: "main" })).toEqual([]);
  }
  expect.soft(await page.evaluate(findClipped)).toEqual([]);
  expect.soft(await page.evaluate(findSilent)).toEqual([]);
  expect.soft(await page.evaluate(findSmall)).toEqual([]);
  if (language === "en-XA") expect.soft(await page.evaluate(findPlain)).toEqual([]);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await page.evaluate(findFaint), colorScheme).toEqual([]);
  }
}
