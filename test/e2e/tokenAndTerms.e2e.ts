import { whileHeld } from "./held.js";
import { isRegister } from "./registrationPage.js";
import { tellLate } from "./tellLate.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

test("a registration token, wrong and then right", async ({
  startHomeserver,
  open,
  username,
  password,
}) => {
  const homeserver = await startHomeserver("token");
  const registrationToken = await homeserver.createRegistrationToken();
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.registrationToken.fill("not-a-token");
  await registration.createAccount.click();
  await expect(registration.registrationToken).toHaveAttribute("aria-invalid", "true");
  await expect(registration.registrationToken).toHaveAccessibleDescription(
    words("problem.registrationTokenRefused"),
  );
  await expect(registration.username).toHaveValue(username);
  await expect(registration.password).toHaveValue(password);

  await registration.registrationToken.fill(registrationToken);
  await registration.createAccount.click();
  await registration.expectAccount({ username, password });
  expect(await registration.placesOf({ password, registrationToken })).toEqual([]);
});

test("a registration token that has expired", async ({
  startHomeserver,
  open,
  username,
  password,
}) => {
  const homeserver = await startHomeserver("token");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.registrationToken.fill(await homeserver.createExpiredToken());
  await registration.createAccount.click();
  await expect(registration.registrationToken).toHaveAccessibleDescription(
    words("problem.registrationTokenRefused"),
  );

  await registration.registrationToken.fill(await homeserver.createRegistrationToken());
  await registration.createAccount.click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

test("a registration token on a homeserver that takes its time to check it, and to take it @page", async ({
  startHomeserver,
  open,
  username,
  password,
}) => {
  const homeserver = await startHomeserver("token");
  const registrationToken = await homeserver.createRegistrationToken();
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await registration.registrationToken.fill(registrationToken);
  await whileHeld(registration.page, isTokenCheck, async () => {
    await registration.createAccount.click();
    await expect(registration.createAccount).toHaveAttribute("aria-busy", "true");
    await expect(registration.pause).toContainText(words("activity.sending"));
    await expect(registration.button("Cancel")).toBeVisible();
  });
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

test("a registration token that is asked for late: a reload, a wrong one and the right one", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("token");
  const registrationToken = await homeserver.createRegistrationToken();
  await tellLate(page, "m.login.registration_token");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  await registration.expectStage("m.login.registration_token");
  await tellLate(page, "m.login.registration_token");
  await registration.reload({ username, password });

  await registration.createAccount.click();
  const field = registration.inStage("Registration token");
  await field.fill("not-a-token");
  await registration.button("Continue").click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(words("problem.registrationTokenRefused"));
  await field.fill(registrationToken);
  await whileHeld(page, isRegister, async () => {
    await registration.button("Continue").click();
    await expect(registration.button("Continue")).toHaveAttribute("aria-busy", "true");
    await expect(registration.button("Cancel")).toBeVisible();
  });
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(await registration.placesOf({ password, registrationToken })).toEqual([]);
});

test("terms", async ({ startHomeserver, open, username, password }) => {
  const homeserver = await startHomeserver("terms");
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  const policy = registration.policy("Privacy Policy");
  await expect(policy).not.toBeChecked();

  await registration.createAccount.click();
  await expect(policy).toHaveAttribute("aria-invalid", "true");
  expect(await registration.submissions()).toEqual([]);

  await policy.check();
  await registration.createAccount.click();
  await registration.expectAccount({ username, password });
});

test("terms that are asked for late, a reload, and a homeserver that takes its time", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("terms");
  await tellLate(page, "m.login.terms");
  const registration = await open(homeserver);
  await registration.signUp({ username, password });
  await registration.expectStage("m.login.terms");
  await tellLate(page, "m.login.terms");
  await registration.reload({ username, password });

  await registration.createAccount.click();
  await registration.button("Continue").click();
  const policy = registration.stage.getByRole("checkbox", { name: "Privacy Policy" });
  await expect(policy).toHaveAttribute("aria-invalid", "true");
  await expect(registration.stage.getByText(words("problem.policiesNotAccepted"))).toBeVisible();
  await policy.check();
  await whileHeld(page, isRegister, async () => {
    await registration.button("Continue").click();
    await expect(registration.button("Continue")).toHaveAttribute("aria-busy", "true");
    await expect(registration.pause).toContainText(words("activity.sending"));
    await expect(registration.button("Cancel")).toBeVisible();
  });
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
});

/** The question whether a registration token is good. */
function isTokenCheck(path: string): boolean {
  return path.endsWith("/m.login.registration_token/validity");
}
