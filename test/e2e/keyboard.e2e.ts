import type { Page } from "@playwright/test";
import { goodAnswer, showCaptcha } from "./captcha.js";
import { newAddress, newestLink } from "./elsewhere.js";
import { expect, test } from "./test.js";

test("a captcha, the terms and an email address by keyboard alone @firefox", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
  context,
}) => {
  await showCaptcha(page, [goodAnswer()]);
  const homeserver = await startHomeserver("captchaTermsEmail");
  const address = newAddress();
  const registration = await open(homeserver, { captcha: true });
  // The fields of this homeserver have come, and push the button down no more.
  await registration.email.waitFor();

  await tabTo(page, "Create account");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-part="error-summary"]')).toBeFocused();
  // The first entry of the summary leads to its field.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(registration.password).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press("Shift+Tab");
  await expect(registration.username).toBeFocused();
  await page.keyboard.type(username);
  await tabTo(page, "Email address");
  await page.keyboard.type(address);
  await tabTo(page, /Privacy Policy/);
  await page.keyboard.press("Space");
  await tabTo(page, "Create account");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Confirm that you are human" })).toBeFocused();
  await tabTo(page, "I'm not a robot");
  await page.keyboard.press("Enter");
  // At first the heading, and what is said of the mail as soon as it is sent.
  const told = page
    .getByRole("heading", { name: "Confirm your email address" })
    .or(page.locator('[data-part="step"]'));
  await expect(page.locator(":focus").and(told)).toBeVisible();
  await expect(page.getByText(address)).toBeVisible();
  const tab = await context.newPage();
  await tab.goto(await newestLink(homeserver, address));
  await tab.close();
  await page.bringToFront();
  await expect(registration.root).toHaveAttribute("data-status", "done");
  await expect(page.getByRole("heading", { name: "Your account is ready" })).toBeFocused();
});

/** Goes on with the Tab key until something of that name has the focus, which is to be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const named = page
    .getByRole("button", { name })
    .or(page.getByRole("textbox", { name }))
    .or(page.getByRole("checkbox", { name }));
  await named.last().waitFor();
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus").and(named);
    if ((await focused.count()) === 0) continue;
    await expect(focused).toBeInViewport();
    await expect(focused).not.toHaveCSS("outline-style", "none");
    return;
  }
  throw new Error(`The Tab key does not lead to ${String(name)}.`);
}
