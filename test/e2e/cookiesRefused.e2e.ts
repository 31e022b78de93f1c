import { firefoxLaunch } from "../browsers.js";
import { newAddress, openLink } from "./elsewhere.js";
import { expect, test } from "./test.js";

// A browser that refuses all cookies refuses all storage, too.
test.use({
  launchOptions: {
    ...firefoxLaunch,
    firefoxUserPrefs: { ...firefoxLaunch.firefoxUserPrefs, "network.cookie.cookieBehavior": 2 },
  },
});

test("an account with an email address is made where all cookies are refused @firefox", async ({
  startHomeserver,
  open,
  username,
  password,
  page,
}) => {
  const homeserver = await startHomeserver("email");
  const address = newAddress();
  const registration = await open(homeserver);
  const refusal = await page.evaluate(() => {
    try {
      return typeof sessionStorage;
    } catch (error) {
      return (error as DOMException).name;
    }
  });
  expect(refusal).toBe("SecurityError");
  await registration.signUp({ username, password, email: address });
  await registration.expectStage("m.login.email.identity");
  await openLink(page, homeserver, address);
  await registration.expectAccount({ username, password });
});
