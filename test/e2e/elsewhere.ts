/** What a person does elsewhere: in another tab, with a message. */
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import type { TestHomeserver } from "./homeservers.js";
import type { RegistrationPage } from "./registrationPage.js";

export const newAddress = () => `person-${randomUUID().slice(0, 8)}@example.org`;

/** The link in the newest mail to an address, once it is there. */
export async function newestLink(homeserver: TestHomeserver, address: string): Promise<string> {
  const newest = async () => (await homeserver.mailLinks(address)).at(-1) ?? "";
  await expect.poll(newest).not.toBe("");
  return newest();
}

/** Opens the newest link as a person does, in another tab, and comes back. */
export async function openLink(
  page: Page,
  homeserver: TestHomeserver,
  address: string,
  { says = "validated" } = {},
): Promise<void> {
  const tab = await page.context().newPage();
  await tab.goto(await newestLink(homeserver, address));
  await expect(tab.locator("body")).toContainText(says);
  await comeBack(page, tab);
}

/** Follows the link to the homeserver's own page, which opens in a tab of its own. */
export async function openOwnPage({ page, root }: RegistrationPage): Promise<Page> {
  const link = root.locator('[data-part="fallback-link"]');
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
  await tab.waitForLoadState();
  expect(await tab.evaluate(() => window.opener === null)).toBe(true);
  return tab;
}

/** Closes a tab and is back at the page. */
export async function comeBack(page: Page, tab: Page): Promise<void> {
  await tab.close();
  await page.bringToFront();
  // A tab without a window of its own is not told that it is back.
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}
