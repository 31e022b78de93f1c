/** Another way in the middle of one, where the homeserver offers several. */
import {
  fillInNumber,
  newAddress,
  newestCode,
  newestLink,
  newNumber,
  openLink,
} from "./elsewhere.js";
import { addressesByApi } from "./homeservers.js";
import { expect, test } from "./test.js";
import { words } from "./words.js";

test("a phone number instead of an email address", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("emailAndMsisdn");
  const [address, number] = [newAddress(), newNumber()];
  const registration = await open(homeserver);
  await registration.signUp({ username, password, email: address });
  await newestLink(homeserver, address);
  await registration.button("Continue with: a phone number").click();

  await registration.expectStage("m.login.msisdn");
  await fillInNumber(registration.stage, number);
  await registration.button("Continue").click();
  await page.getByRole("textbox", { name: "Code" }).fill(await newestCode(homeserver, number));
  await registration.button("Continue").click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(await addressesByApi(homeserver, username, password)).toEqual([`44${number}`]);
  expect(await homeserver.mailLinks(address)).toHaveLength(1);
});

test("an email address instead of a phone number", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("emailAndMsisdn");
  const [address, number] = [newAddress(), newNumber()];
  const registration = await open(homeserver);
  await registration.fillIn(username, password);
  await fillInNumber(registration.root, number);
  await registration.createAccount.click();
  await newestCode(homeserver, number);
  await registration.button("Continue with: an email address").click();

  await registration.inStage("Email address").fill(address);
  await registration.button("Continue").click();
  await openLink(page, homeserver, address);
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(await addressesByApi(homeserver, username, password)).toEqual([address]);
  expect(await homeserver.codes(`44${number}`)).toHaveLength(1);
});

test("a registration token instead of an email address, wrong and then right", async ({
  startHomeserver,
  open,
  username,
  password,
}) => {
  const homeserver = await startHomeserver("emailAndMsisdn");
  const registrationToken = await homeserver.createRegistrationToken();
  const registration = await open(homeserver);
  await registration.signUp({ username, password, email: newAddress() });
  await registration.button("Continue with: a registration token").click();
  const field = registration.inStage("Registration token");
  await field.fill("not-a-token");
  await registration.button("Continue").click();
  await expect(field).toHaveAccessibleDescription(words("problem.registrationTokenRefused"));
  await field.fill(registrationToken);
  await registration.button("Continue").click();
  await registration.expectRegistered(`@${username}:${homeserver.serverName}`);
  expect(await addressesByApi(homeserver, username, password)).toEqual([]);
});
