import { expect, type Page } from "@playwright/test";

/** Signs on at the page of whom the homeserver trusts, and comes back. */
export async function signOn(page: Page, username: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Sign on as" });
  const onward = page.getByRole("link", { name: "Continue" });
  const back = page.locator('[data-part="root"]');
  await expect(field.or(onward).or(back)).toBeVisible();
  if (await field.isVisible()) {
    await field.fill(username);
    await page.getByRole("button", { name: "Sign on" }).click();
    await expect(onward.or(back)).toBeVisible();
  }
  // A homeserver that does not know the page has the user agree to go there.
  if (await onward.isVisible()) await onward.click();
}
