import { findViolations } from "./axe.js";
import { expect, routeConfig, test } from "./test.js";

test("an owner makes a link, and a visitor who opens it finds the form filled in @firefox", async ({
  startHomeserver,
  open,
  page,
  context,
  browserName,
  username,
}) => {
  // Firefox knows no permission for it: a press is enough to write, and nobody may read.
  const isReadable = browserName === "chromium";
  if (isReadable) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const homeserver = await startHomeserver("token");
  const registration = await open(homeserver, { search: "?invite" });
  await expect(page).toHaveTitle("Invite someone");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("textbox", { name: "Registration token" }).fill("invite-me");
  await page.getByRole("textbox", { name: "Username" }).fill(username);
  await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "Deutsch" });
  await page.getByRole("button", { name: "Create link" }).click();
  await registration.button("Copy").click();
  await expect(page.getByRole("status")).toHaveText("Copied.");
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  if (isReadable) {
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  }
  expect(asked).toEqual([]);
  expect(registration.requests).toEqual([]);
  expect(await registration.placesOf({ token: "invite-me" })).toEqual([]);
  expect(await findViolations(page)).toEqual([]);

  await page.goto(link);
  await expect(page.getByRole("textbox", { name: "Benutzername" })).toHaveValue(username);
  await expect(page.getByRole("textbox", { name: /token$/ })).toHaveValue("invite-me");
  expect(page.url()).not.toContain("invite-me");
});

test("an invitation that is spent is told before the form is filled in", async ({
  startHomeserver,
  open,
}) => {
  const homeserver = await startHomeserver("token");
  const registration = await open(homeserver, { search: "?token=expired" });
  await expect(registration.registrationToken).toHaveAccessibleDescription(/has already been used/);
  await registration.registrationToken.fill("invite-me");
  await expect(registration.registrationToken).not.toHaveAccessibleDescription(
    /has already been used/,
  );
});

test("a mistake in a link is shown at its field", async ({ page }) => {
  await routeConfig(page, { homeserver: "example.org" });
  await page.goto("/?invite");
  await page.getByRole("button", { name: "Create link" }).click();
  const token = page.getByRole("textbox", { name: "Registration token" });
  await expect(token).toBeFocused();
  await expect(token).toHaveAccessibleDescription(/Enter a registration token/);
  await expect(page.getByRole("textbox", { name: "Link" })).toBeHidden();
});

test("an invitation's registration token stays with its homeserver", async ({
  startHomeserver,
  open,
  page,
}) => {
  const [own, other] = [await startHomeserver("token"), await startHomeserver("token")];
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
  const registration = await open(own, {
    config: { homeservers: [other.baseUrl] },
    search: `?homeserver=${encodeURIComponent(other.baseUrl)}&token=invite-me`,
  });
  await expect(registration.registrationToken).toHaveValue("invite-me");
  const sawToken = (baseUrl: string) =>
    asked.some((request) => request.startsWith(baseUrl) && request.includes("invite-me"));
  await expect.poll(() => sawToken(other.baseUrl)).toBe(true);

  const field = page.getByRole("combobox", { name: "Homeserver" });
  await field.fill(own.serverName);
  await page.keyboard.press("Enter");
  await expect(registration.registrationToken).toHaveValue("");
  await field.fill(other.baseUrl);
  await page.keyboard.press("Enter");
  await expect(registration.registrationToken).toHaveValue("invite-me");
  expect(sawToken(own.baseUrl)).toBe(false);
});
