/** What a person does elsewhere: in another tab, with a message. */
import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import type { TestHomeserver } from "./homeservers.js";
import type { RegistrationPage } from "./registrationPage.js";

export const newAddress = () => `person-${randomUUID().slice(0, 8)}@example.org`;

let numbers = 100;
/** The digits after +44 and 0, of those that are kept for fiction. */
export const newNumber = () => `7700900${numbers++}`;

/** Fills in a phone number, in the account form or in the stage. */
export async function fillInNumber(within: Locator, number: string): Promise<void> {
  await within.getByRole("combobox", { name: "Country" }).selectOption("GB");
  await within.getByRole("textbox", { name: "Phone number" }).fill(`0${number}`);
}

/** The newest code sent to a number, once it is there. */
export async function newestCode(homeserver: TestHomeserver, number: string): Promise<string> {
  const newest = async () => (await homeserver.codes(`44${number}`)).at(-1) ?? "";
  await expect.poll(newest).not.toBe("");
  return newest();
}

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
export async function openOwnPage({ page, ownPage }: RegistrationPage): Promise<Page> {
  await expect(ownPage).toHaveAttribute("rel", "noopener noreferrer");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), ownPage.click()]);
  await tab.waitForLoadState();
  expect(await tab.evaluate(() => window.opener === null)).toBe(true);
  return tab;
}

/** Does what the homeserver's own page of the fake asks for, and comes back. */
export async function confirm(page: Page, tab: Page): Promise<void> {
  await tab.getByRole("button", { name: "Confirm" }).click();
  await expect(tab.locator("body")).toContainText("Thank you");
  await comeBack(page, tab);
}

/** Closes a tab and is back at the page. */
export async function comeBack(page: Page, tab: Page): Promise<void> {
  await tab.close();
  await page.bringToFront();
  // A tab without a window of its own is not told that it is back.
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}
