import { expect, type Page } from "@playwright/test";

/** What leads to a homeserver's account pages, what is done on them, and what is shown after them. */
export const continueThere = (page: Page) =>
  page.getByRole("button", { name: /^Continue on (127\.0\.0\.1|\S+\.test)/ });

export async function signUpThere(page: Page, username: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeVisible();
  await page.getByRole("textbox", { name: "Username" }).fill(username);
  await page.getByLabel("Password").fill("wonderland");
  await page.getByRole("button", { name: "Create my account" }).click();
}

export const allow = (page: Page) => page.getByRole("button", { name: "Allow" }).click();

export const userId = (page: Page) => page.locator('[data-part="user-id"]');
