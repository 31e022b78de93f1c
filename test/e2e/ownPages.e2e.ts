/** Stages that are done on the homeserver's own page. Only the fake homeserver has all of them. */
import { builtPage, devPage } from "./addresses.js";
import { solveOwnCaptcha } from "./captcha.js";
import { comeBack, confirm, openOwnPage } from "./elsewhere.js";
import { whileHeld } from "./held.js";
import { fakeHomeservers } from "./homeservers.js";
import { isRegister } from "./registrationPage.js";
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

    await confirm(page, await openOwnPage(registration));
    await registration.expectAccount({ username, password });
  });
}

test("a stage of the homeserver's own: a reload, wrong and then right", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("quiz");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  await registration.expectStage("org.example.quiz");
  await registration.reload({ username, password });
  await registration.createAccount.click();
  const tab = await openOwnPage(registration);
  const answer = tab.getByRole("textbox", { name: "six times seven" });
  await answer.fill("41");
  await tab.getByRole("button", { name: "Answer" }).click();
  await expect(tab.locator("body")).toContainText("Wrong answer");
  await answer.fill("42");
  await tab.getByRole("button", { name: "Answer" }).click();
  await expect(tab.locator("body")).toContainText("Thank you");
  await comeBack(page, tab);
  await registration.expectAccount({ username, password });
});

test("a reload while the homeserver's own page is open @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("ssoStage");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  const abandoned = await openOwnPage(registration);
  await registration.reload({ username, password });
  await comeBack(page, abandoned);
  await registration.createAccount.click();
  await confirm(page, await openOwnPage(registration));
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

test("a homeserver that takes its time to say that it is done", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("ssoStage");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  const tab = await openOwnPage(registration);
  await whileHeld(page, isRegister, async () => {
    await confirm(page, tab);
    await registration.button("I have finished").click();
    await expect(registration.button("I have finished")).toHaveAttribute("aria-busy", "true");
    await expect(registration.button("Cancel")).toBeVisible();
  });
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

test("a session that has expired while its page was open: the page opens anew @firefox", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("ssoStage");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  const expired = await openOwnPage(registration);
  await homeserver.expireSessions();
  await expired.getByRole("button", { name: "Confirm" }).click();
  await expect(expired.locator("body")).toContainText("Unknown session ID");
  const before = await registration.ownPage.getAttribute("href");
  await comeBack(page, expired);

  await expect(registration.ownPage).not.toHaveAttribute("href", before ?? "");
  await confirm(page, await openOwnPage(registration));
  await registration.expectAccount({ username, password });
});

test("a captcha, on the page as it is built: none of its maker's scripts is asked for", async ({
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakeHomeservers(builtPage).start("recaptcha");
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(builtPage)) elsewhere.push(request.url());
  });
  const registration = await open(homeserver, { at: builtPage });
  await registration.signUp({ username, password });
  await registration.expectStage("m.login.recaptcha");
  await expect(page.getByRole("alert")).toBeHidden();
  await solveOwnCaptcha(page, await openOwnPage(registration));
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(elsewhere).toEqual([]);
});

test("a stage that the client itself knows: wrong, and then right on a homeserver that takes its time", async ({
  fakes,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await fakes.start("quiz");
  const registration = await open(homeserver, { search: "?embedded", at: devPage });
  await registration.signUp({ username, password });
  const answer = registration.inStage("What is six times seven?");
  await answer.fill("41");
  const next = registration.button("Continue");
  await next.click();
  await expect(answer).toHaveAttribute("aria-invalid", "true");
  await answer.fill("42");
  await whileHeld(page, isRegister, async () => {
    await next.click();
    await expect(next).toHaveAttribute("aria-disabled", "true");
    await expect(registration.button("Cancel")).toBeVisible();
  });
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});
