/** The first screen before the page's own script is there, and as the script takes it over. */
import type { Page } from "@playwright/test";
import { builtPage } from "./addresses.js";
import { whileHeld } from "./held.js";
import type { RegistrationPage } from "./registrationPage.js";
import { expect, test } from "./test.js";

const isMainScript = (path: string) => /\/assets\/index-[^/]+\.js$/.test(path);
const isScript = (path: string) => path.endsWith(".js");

/** Opens the page without its scripts, acts on the HTML alone, and lets the scripts come. */
async function beforeScripts(
  page: Page,
  open: () => Promise<RegistrationPage>,
  act: (username: ReturnType<Page["locator"]>) => Promise<void>,
): Promise<RegistrationPage> {
  let arriving: Promise<RegistrationPage> | undefined;
  await whileHeld(page, isScript, async () => {
    arriving = open();
    await act(page.locator("#shell").getByRole("textbox"));
    await expect(page.locator("#page")).toBeHidden();
  });
  if (arriving === undefined) throw new Error("The page was not opened.");
  return arriving;
}

const shell = (page: Page) => page.locator("#shell");
const selectionOf = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: input } = document;
    if (!(input instanceof HTMLInputElement)) return null;
    return input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0);
  });

test("the homeserver is asked before the page's script is there, and each question once @firefox", async ({
  fakes,
  open,
  page,
}) => {
  const homeserver = await fakes.start("open");
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    const question = /(config\.json|login|auth_metadata|register)$/.exec(pathname)?.[0];
    if (question !== undefined && request.method() !== "OPTIONS") asked.push(question);
  });
  const questions = ["auth_metadata", "config.json", "login", "register"];
  let arriving: Promise<unknown> = Promise.resolve();
  await whileHeld(page, isMainScript, async () => {
    arriving = open(homeserver, { at: builtPage });
    await expect.poll(() => asked.toSorted()).toEqual(questions);
    await expect(page.locator('[data-part="root"]')).toHaveCount(0);
  });
  await arriving;
  await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
  expect(asked.toSorted()).toEqual(questions);
});

for (const [lang, label, colorScheme, mark] of [
  ["de", "Benutzername", "light", " @firefox"],
  ["ar", "اسم المستخدم", "dark", ""],
] as const) {
  test(`a username typed before the script is there stays, with caret, selection and focus: ${lang}, ${colorScheme}${mark}`, async ({
    fakes,
    open,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const homeserver = await fakes.start("open");
    const openIt = () => open(homeserver, { at: builtPage, search: `?lang=${lang}` });
    await beforeScripts(page, openIt, async (username) => {
      await username.click();
      await page.keyboard.type("alice.b");
      for (const key of ["ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"]) {
        await page.keyboard.press(key);
      }
    });
    await expect(shell(page)).toHaveCount(0);
    const username = page.getByRole("textbox", { name: label });
    await expect(username).toHaveValue("alice.b");
    await expect(username).toBeFocused();
    expect(await selectionOf(page)).toBe("ce");
    await page.keyboard.type("bis");
    await expect(username).toHaveValue("alibis.b");
    await expect(page.getByText(":example.org", { exact: true })).toBeVisible();
  });
}

test("no key is lost as the script takes over @firefox", async ({ fakes, open, page }) => {
  const homeserver = await fakes.start("open");
  const text = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(3);
  let typing: Promise<void> = Promise.resolve();
  const openIt = () => open(homeserver, { at: builtPage });
  const { username } = await beforeScripts(page, openIt, async (field) => {
    await field.click();
    await page.keyboard.type("a");
    typing = page.keyboard.type(text, { delay: 15 });
  });
  await typing;
  await expect(shell(page)).toHaveCount(0);
  await expect(username).toHaveValue(`a${text}`);
  await expect(username).toBeFocused();
});

test("a form sent before the script is there is sent then @firefox", async ({
  fakes,
  open,
  page,
}) => {
  const homeserver = await fakes.start("open");
  const openIt = () => open(homeserver, { at: builtPage });
  const registration = await beforeScripts(page, openIt, async (field) => {
    await field.click();
    await page.keyboard.type("alice");
    await page.keyboard.press("Enter");
  });
  await expect(registration.username).toHaveValue("alice");
  await expect(registration.password).toBeFocused();
  await expect(registration.password).toHaveAttribute("aria-invalid", "true");
});

test("a username that a password manager filled in without an event is kept, and not that of the link @firefox", async ({
  fakes,
  open,
  page,
  password,
}) => {
  const homeserver = await fakes.start("open");
  const openWith = (search: string) => () => open(homeserver, { at: builtPage, search });
  const filled = await beforeScripts(page, openWith("?username=linked"), async (field) => {
    await field.evaluate((input: HTMLInputElement) => {
      input.value = "from-a-manager";
    });
  });
  await expect(filled.password).toBeVisible();
  await expect(filled.username).toHaveValue("from-a-manager");
  await expect(page.getByText(":example.org", { exact: true })).toBeVisible();
  await filled.password.fill(password);
  await filled.createAccount.click();
  await filled.expectRegistered("@from-a-manager:example.org");
});

const typeAlice = async (field: ReturnType<Page["locator"]>) => {
  await field.click();
  await field.page().keyboard.type("alice");
};

test("a closed homeserver replaces the first screen by the reason, which has the focus @firefox", async ({
  fakes,
  open,
  page,
}) => {
  const homeserver = await fakes.start("closed");
  const openIt = () => open(homeserver, { at: builtPage });
  const registration = await beforeScripts(page, openIt, typeAlice);
  await expect(registration.root).toHaveAttribute("data-homeserver", "closed");
  await expect(shell(page)).toHaveCount(0);
  await expect(page.locator('[data-part="homeserver-status"]')).toBeFocused();
  await expect(registration.username).toBeHidden();
});

test("an account page that makes the accounts gets the username that was typed", async ({
  fakes,
  open,
  page,
}) => {
  const homeserver = await fakes.start("token", { dialect: "mas" });
  const openIt = () => open(homeserver, { at: builtPage });
  const registration = await beforeScripts(page, openIt, typeAlice);
  await expect(registration.root).toHaveAttribute("data-homeserver", "oauth");
  await expect(shell(page)).toHaveCount(0);
  await expect(registration.username).toBeHidden();
  await expect(page.getByText("You asked for the username alice.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Continue on/ })).toBeFocused();
});

test("a config.json that offers a choice replaces the first screen, and the username is kept", async ({
  fakes,
  open,
  page,
}) => {
  const homeserver = await fakes.start("open");
  const config = { homeservers: ["two.test"] };
  const openIt = () => open(homeserver, { at: builtPage, config });
  const registration = await beforeScripts(page, openIt, typeAlice);
  await expect(registration.createAccount).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Homeserver" })).toBeVisible();
  await expect(registration.username).toHaveValue("alice");
});

test("another homeserver and language than those of the HTML are told in it while it is asked", async ({
  fakes,
  open,
  page,
}) => {
  const homeserver = await fakes.start("open");
  const isQuestion = (path: string) => path.endsWith("/v3/login");
  await whileHeld(page, isQuestion, async () => {
    await open(homeserver, { at: builtPage, search: "?lang=de&username=alice" });
    await expect(shell(page).getByRole("heading")).toHaveText(/example\.org/);
    await expect(shell(page).getByRole("textbox", { name: "Benutzername" })).toHaveValue("alice");
    await expect(shell(page).getByText("first.test")).toHaveCount(0);
  });
  await expect(page.getByRole("textbox", { name: "Benutzername" })).toHaveValue("alice");
});
