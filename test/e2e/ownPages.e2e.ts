/** Stages that are done on the homeserver's own page. Only the fake homeserver has all of them. */
import { comeBack, openOwnPage } from "./elsewhere.js";
import { loginByApi } from "./homeservers.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

const stages = [
  {
    scenario: "otherStages",
    type: "org.example.confirmation",
    what: "a stage nobody has heard of",
  },
  { scenario: "ssoStage", type: "m.login.sso", what: "single sign-on" },
  { scenario: "passwordStage", type: "m.login.password", what: "a password that exists" },
] as const;

for (const { scenario, type, what } of stages) {
  test(`${what}: not done yet, done, and on by itself`, async ({
    fakes,
    open,
    username,
    password,
    page,
  }) => {
    const homeserver = await fakes.start(scenario);
    const registration = await open(homeserver);
    await registration.fillIn(username, password);
    if (scenario === "otherStages") await registration.policy("Privacy Policy").check();
    await registration.createAccount.click();
    await registration.expectStage(type);
    await expect(registration.password).toBeHidden();
    await registration.button("I have finished").click();
    await expect(page.getByRole("alert")).toContainText(words("problem.notFinishedYet"));

    const tab = await openOwnPage(registration);
    await tab.getByRole("button", { name: "Confirm" }).click();
    await expect(tab.locator("body")).toContainText("Thank you");
    await comeBack(page, tab);
    await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
    await loginByApi(homeserver, username, password);
  });
}

test("a stage of the homeserver's own, wrong and then right", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("quiz");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.createAccount.click();
  await registration.expectStage("org.example.quiz");
  const tab = await openOwnPage(registration);
  const answer = tab.getByRole("textbox", { name: "six times seven" });
  await answer.fill("41");
  await tab.getByRole("button", { name: "Answer" }).click();
  await expect(tab.locator("body")).toContainText("Wrong answer");
  await answer.fill("42");
  await tab.getByRole("button", { name: "Answer" }).click();
  await expect(tab.locator("body")).toContainText("Thank you");
  await comeBack(page, tab);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  await loginByApi(homeserver, username, password);
});

test("a reload while the homeserver's own page is open", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("ssoStage");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.createAccount.click();
  const abandoned = await openOwnPage(registration);
  await page.reload();
  await comeBack(page, abandoned);
  await expect(registration.username).toHaveValue(username);
  expect(await registration.placesOf({ password })).toEqual([]);
  await registration.password.fill(password);
  await registration.createAccount.click();
  const tab = await openOwnPage(registration);
  await tab.getByRole("button", { name: "Confirm" }).click();
  await expect(tab.locator("body")).toContainText("Thank you");
  await comeBack(page, tab);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});
