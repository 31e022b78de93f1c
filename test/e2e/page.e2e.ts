import { readdirSync, readFileSync } from "node:fs";
import { builtFolder } from "../../scripts/buildPages.mjs";
import { builtPage, devPage } from "./addresses.js";
import { findViolations } from "./axe.js";
import { fakeHomeservers } from "./homeservers.js";
import { RegistrationPage } from "./registrationPage.js";
import { expect, routeConfig, test } from "./test.js";

test.describe("the address", () => {
  test("fills in the form, and the token leaves it at once", async ({
    startHomeserver,
    open,
    page,
  }) => {
    const homeserver = await startHomeserver("token");
    const search = "?username=alice&token=invite-me";
    const registration = await open(homeserver, { search });
    await expect(registration.username).toHaveValue("alice");
    await expect(registration.registrationToken).toHaveValue("invite-me");
    expect(new URL(page.url()).search).toBe("?username=alice");
    expect(await registration.submissions()).toEqual([]);
    // A prefilled field is a property of it, never an attribute.
    expect(await registration.placesOf({ token: "invite-me" })).toEqual([
      expect.stringContaining("in React"),
    ]);
  });

  test("names no homeserver but the owner's", async ({ startHomeserver, open, page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).host));
    const homeserver = await startHomeserver("open");
    const registration = await open(homeserver, { search: "?homeserver=https://evil.test" });
    await expect(registration.createAccount).toBeVisible();
    expect(asked).not.toContain("evil.test");
  });

  test("of a homeserver that is not to be had here is told, on the form and on the choice", async ({
    startHomeserver,
    open,
    page,
  }) => {
    const homeserver = await startHomeserver("open");
    const { serverName } = homeserver;
    const notice = page.getByText("The link you followed is for another homeserver.");
    const elsewhere = "?homeserver=https://evil.test";
    const registration = await open(homeserver, { search: `?homeserver=${serverName}` });
    await expect(registration.createAccount).toBeVisible();
    await expect(notice).toBeHidden();
    await open(homeserver, { search: elsewhere });
    await expect(registration.createAccount).toBeVisible();
    await expect(notice).toBeVisible();

    const homeservers = [homeserver.baseUrl, "https://two.test"];
    const config = { homeserver: undefined, serverName: undefined, homeservers };
    await open(homeserver, { search: elsewhere, config });
    const field = page.getByRole("combobox", { name: "Homeserver" });
    await expect(field).toHaveValue("");
    await expect(notice).toBeVisible();
    await field.fill(homeserver.baseUrl);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(registration.createAccount).toBeVisible();
    await expect(notice).toBeVisible();
  });

  test("has a linked homeserver agreed to before it is asked anything, however it is spelled", async ({
    page,
    username,
    password,
  }) => {
    const { reach, asked } = await routeHomeserver(page, "example.org");
    await routeConfig(page, { allowAnyHomeserver: true });
    await page.goto("/?homeserver=Example.ORG.");
    const homeserver = page.getByRole("combobox", { name: "Homeserver" });
    await expect(homeserver).toHaveValue("example.org");
    await expect(
      page.getByText("Continue only if you know and trust this homeserver"),
    ).toBeVisible();
    await expect(page.getByLabel("Password", { exact: true })).toBeHidden();
    expect(asked).toEqual([]);

    await page.getByRole("button", { name: "Continue" }).click();
    await expect(homeserver).toBeFocused();
    const registration = new RegistrationPage(page, reach, []);
    await registration.fillIn(username, password);
    expect(asked[0]).toBe("GET https://example.org/.well-known/matrix/client");
    await registration.createAccount.click();
    await registration.expectRegistered(`@${username}:example.org`);
  });

  test("in letters of other scripts is agreed to by the name that is asked", async ({ page }) => {
    const { reach, asked } = await routeHomeserver(page, "xn--bcher-kva.test");
    await routeConfig(page, { allowAnyHomeserver: true });
    await page.goto(`/?homeserver=${encodeURIComponent("m\u0430trix.test")}`);
    const homeserver = page.getByRole("combobox", { name: "Homeserver" });
    await expect(homeserver).toHaveValue("xn--mtrix-4ve.test");

    await homeserver.fill("Bücher.test");
    await page.keyboard.press("Enter");
    await expect(homeserver).toHaveValue("xn--bcher-kva.test");
    await expect(page.getByText("Its internet address is xn--bcher-kva.test")).toBeVisible();
    expect(asked).toEqual([]);
    await page.keyboard.press("Enter");
    const registration = new RegistrationPage(page, reach, []);
    await expect(registration.createAccount).toBeVisible();
    await expect(page).toHaveTitle("Create an account on xn--bcher-kva.test");
  });

  test("of nonsense is told to be none", async ({ page }) => {
    await routeConfig(page, { allowAnyHomeserver: true });
    await page.goto("/?homeserver=matrix.org@evil.test");
    await page.getByRole("button", { name: "Continue" }).click();
    const homeserver = page.getByRole("combobox", { name: "Homeserver" });
    await expect(homeserver).toBeFocused();
    await expect(homeserver).toHaveAccessibleDescription(/Enter the name of a homeserver/);
  });

  test("chooses the language", async ({ startHomeserver, open, page }) => {
    await open(await startHomeserver("open"), { search: "?lang=de-AT" });
    await expect(page.getByRole("button", { name: "Konto anlegen" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page).toHaveTitle("Konto auf example.org anlegen");
  });

  test("brings the words of its language, and of no other", async ({ open, page }) => {
    const scripts = new Set<string>();
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.add(new URL(request.url()).pathname);
    });
    const homeserver = await fakeHomeservers(builtPage).start("open");
    await open(homeserver, { at: builtPage, search: "?lang=de" });
    await expect(page.getByRole("button", { name: "Konto anlegen" })).toBeVisible();
    const loaded = [...scripts].map((path) => readFileSync(builtFolder + path, "utf8")).join();
    const those = (folder: string, key: string) =>
      readdirSync(folder).filter((file) => {
        if (!file.endsWith(".json")) return false;
        const catalogue = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as object;
        return loaded.includes(String(Reflect.get(catalogue, key)));
      });
    expect(those("src/locales/catalogues", "password.hint")).toEqual(["de.json"]);
    // The words of another place are not wanted.
    expect(those("src/locales/catalogues", "homeserver.heading")).toEqual([]);
    expect(those("src/page/locales", "crashed.reload")).toEqual(["de.json"]);
    expect(those("src/page/locales", "choose.heading")).toEqual([]);
  });
});

test("typed values survive a reload before they are sent, except secrets", async ({
  fakes,
  open,
  username,
  password,
}) => {
  const registration = await open(await fakes.start("emailAndMsisdn"));
  const { page, email, registrationToken } = registration;
  const country = page.getByRole("combobox", { name: "Country" });
  const number = page.getByRole("textbox", { name: "Phone number" });
  const token = "invite-me-again";
  await registration.fillIn(username, password);
  await email.fill("person@");
  await country.selectOption("GB");
  await number.fill("077");
  await registrationToken.fill(token);

  await registration.reload({ username, password });
  await expect(email).toHaveValue("person@");
  await expect(country).toHaveValue("GB");
  await expect(number).toHaveValue("077");
  await expect(registrationToken).toHaveValue("");
  expect(await registration.placesOf({ token })).toEqual([]);
  expect(await registration.submissions()).toEqual([]);
});

test.describe("another homeserver", () => {
  test("can be chosen while the configured one is down", async ({ page, username, password }) => {
    const { reach } = await routeHomeserver(page, "example.org");
    await page.route("https://down.test/**", (route) => route.abort("connectionrefused"));
    await routeConfig(page, { homeserver: "down.test", homeservers: ["example.org"] });
    await page.goto("/");
    const registration = new RegistrationPage(page, reach, []);
    await expect(registration.root).toHaveAttribute("data-homeserver", "unreachable");
    const homeserver = page.getByRole("combobox", { name: "Homeserver" });
    await homeserver.click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(homeserver).toHaveValue("example.org");
    await page.keyboard.press("Enter");
    await registration.signUp({ username, password });
    await registration.expectRegistered(`@${username}:example.org`);
  });

  test("cannot where the owner names one: it is tried again", async ({ page }) => {
    const { reach } = await routeHomeserver(page, "example.test");
    let isDown = true;
    await page.route("https://example.test/**", (route) =>
      isDown ? route.abort("connectionrefused") : route.fallback(),
    );
    await routeConfig(page, { homeserver: "example.test" });
    await page.goto("/");
    const registration = new RegistrationPage(page, reach, []);
    await expect(registration.root).toHaveAttribute("data-homeserver", "unreachable");
    await expect(page.getByRole("combobox", { name: "Homeserver" })).toBeHidden();
    isDown = false;
    await registration.button("Try again").click();
    await expect(registration.createAccount).toBeVisible();
  });

  test("is told about while it is typed, and gets no password of another", async ({
    page,
    username,
    password,
  }) => {
    const { asked: first } = await routeHomeserver(page, "first.test");
    const { reach, asked: second } = await routeHomeserver(page, "second.test");
    await routeConfig(page, { homeserver: "first.test", allowAnyHomeserver: true });
    await page.goto("/");
    const registration = new RegistrationPage(page, reach, []);
    await registration.fillIn(username, password);
    await page.getByRole("combobox", { name: "Homeserver" }).fill("second.test");
    await expect(page.getByText("You can create an account on second.test.")).toBeVisible();
    await expect(registration.username).toHaveValue(username);
    const discovery = /well-known|\/login$|auth_metadata$|\/register$/;
    const questions = second.filter((request) => discovery.test(request)).length;
    await page.getByRole("button", { name: "Use this homeserver" }).click();
    await expect(page.getByText(":second.test", { exact: true })).toBeVisible();
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    // What was learned while it was typed is not asked again.
    expect(second.filter((request) => discovery.test(request)).length).toBe(questions);
    expect(first.length).toBeLessThanOrEqual(6);
  });
});

test("a server name is looked up, and an account is at most eight requests", async ({
  page,
  username,
  password,
}) => {
  const { reach, asked } = await routeHomeserver(page, "example.org");
  await routeConfig(page, { homeserver: "example.org" });
  await page.goto("/");
  const registration = new RegistrationPage(page, reach, []);
  await registration.fillIn(username, password);
  await expect(page.getByText("This username is available.")).toBeVisible();
  await registration.createAccount.click();
  await registration.expectRegistered(`@${username}:example.org`);
  expect(asked.length).toBeLessThanOrEqual(8);
  expect(asked[0]).toBe("GET https://example.org/.well-known/matrix/client");
  expect(asked.slice(1, 4).toSorted()).toEqual([
    "GET https://matrix.example.org/_matrix/client/v1/auth_metadata",
    "GET https://matrix.example.org/_matrix/client/v3/login",
    "POST https://matrix.example.org/_matrix/client/v3/register",
  ]);
});

test.describe("config.json", () => {
  test("of nonsense is told by its keys", async ({ page }) => {
    await routeConfig(page, { homeserver: 1, colour: "red" });
    await page.goto("/");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("“homeserver” must be text");
    await expect(alert).toContainText("“colour” is not a known setting");
  });

  test("that is missing is told", async ({ page }) => {
    await page.route("**/config.json", (route) => route.fulfill({ status: 404, body: "<html>" }));
    await page.goto("/");
    await expect(page.getByRole("alert")).toContainText("config.json cannot be read");
  });

  test("names, colours and clients of the owner are shown", async ({
    startHomeserver,
    open,
    page,
    username,
    password,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const registration = await open(await startHomeserver("open"), {
      config: {
        brand: { name: "Example Club", accent: "#7a1f5c" },
        clients: [{ name: "A Client", url: "https://client.example.org/" }],
        signInUrl: "https://client.example.org/#/login",
      },
    });
    await expect(page.getByText("Example Club")).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign in" })).toHaveAttribute(
      "href",
      "https://client.example.org/#/login",
    );
    await registration.signUp({ username, password });
    await registration.expectRegistered(`@${username}:example.org`);
    await expect(page).toHaveTitle("Your account is ready – example.org");
    await expect(page.getByRole("link", { name: "A Client" })).toHaveAttribute(
      "href",
      "https://client.example.org/",
    );
    await registration.button("Copy").click();
    await expect(page.getByText("Copied.")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`@${username}:example.org`);
  });
});

test.describe("in development", () => {
  test("a scenario's homeserver is the same after a reload, and what was typed is there", async ({
    page,
  }) => {
    await page.goto("/?scenario=open");
    const username = page.getByRole("textbox", { name: "Username" });
    await username.fill("somebody");
    await page.reload();
    await expect(username).toHaveValue("somebody");
  });

  test("the page begins with the scenario open, and another can be chosen", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
    await page.getByRole("combobox", { name: "Scenario" }).selectOption("closed");
    await expect(page.locator('[data-part="root"]')).toHaveAttribute("data-homeserver", "closed");
    expect(new URL(page.url()).searchParams.get("scenario")).toBe("closed");
  });

  test("the homeserver's words can be read, and its link followed", async ({ page }) => {
    await page.goto("/?scenario=email");
    await page.getByRole("textbox", { name: "Username" }).fill("alice");
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByRole("textbox", { name: "Email address" }).fill("alice@example.org");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("button", { name: "I have opened the link" })).toBeVisible();
    const [mailbox] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("link", { name: "mailbox" }).click(),
    ]);
    await mailbox.getByRole("link", { name: "Confirm the address" }).click();
    await expect(mailbox.locator("body")).toContainText("validated");
    await page.bringToFront();
    await page.getByRole("button", { name: "I have opened the link" }).click();
    await expect(page.locator('[data-part="user-id"]')).toHaveText("@alice:example.org");
  });

  test("the embedded view can be chosen", async ({ page }) => {
    await page.goto("/?scenario=guests");
    await page.getByRole("link", { name: "embedded" }).click();
    await expect(page.getByRole("switch", { name: "Use a guest account" })).toBeVisible();
  });
});

test.describe("as it is built", () => {
  test("an account is made under its Content-Security-Policy", async ({
    open,
    page,
    username,
    password,
  }) => {
    const homeserver = await fakeHomeservers(builtPage).start("terms");
    const registration = await open(homeserver, { at: builtPage });
    const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
    await expect(policy).toHaveAttribute("content", /script-src 'self'.*trusted-types 'none'/);
    await registration.fillIn(username, password);
    await page.getByRole("checkbox", { name: "Privacy Policy" }).check();
    await registration.createAccount.click();
    await registration.expectRegistered(`@${username}:example.org`);
    expect(await registration.placesOf({ password })).toEqual([]);
    await expect(page.getByRole("combobox", { name: "Scenario" })).toBeHidden();
  });

  test("it works in a folder", async ({ page }) => {
    const paths: string[] = [];
    page.on("request", (request) => paths.push(new URL(request.url()).pathname));
    await page.route("**/some/folder/**", async (route) => {
      const url = route.request().url().replace("/some/folder/", "/");
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await routeConfig(page, { allowAnyHomeserver: true });
    await page.goto(new URL("some/folder/", builtPage).href);
    await expect(page.getByRole("combobox", { name: "Homeserver" })).toBeVisible();
    expect(paths.filter((path) => !path.startsWith("/some/folder/"))).toEqual([]);
  });

  test.describe("without script", () => {
    test.use({ javaScriptEnabled: false });

    test("it says what it is and what it needs", async ({ page }) => {
      await page.goto(builtPage);
      await expect(page.getByRole("heading", { name: "Create a Matrix account" })).toBeVisible();
      const words = page.locator("noscript p").first();
      await expect(words).toBeVisible();
      await expect(words).toContainText("It needs JavaScript");
      await expect(words).toHaveCSS("font-family", /system-ui/);
      expect((await words.boundingBox())?.x).toBeGreaterThan(12);
    });
  });
});

test.describe("nothing that axe finds", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`in ${colorScheme}`, async ({ startHomeserver, open, page, username, password }) => {
      await page.emulateMedia({ colorScheme });
      // All but the contrast is the same in the dark.
      const options = colorScheme === "dark" ? { rules: ["color-contrast"] } : {};
      const find = async (state: string) => {
        expect(await findViolations(page, options), state).toEqual([]);
      };
      const registration = await open(await startHomeserver("terms"), {
        config: { clients: [{ name: "A Client", url: "https://client.example.org/" }] },
      });
      await expect(registration.createAccount).toBeVisible();
      await find("the form");

      await registration.signUp({ username: "Not A Name", password: "" });
      await expect(registration.username).toHaveAttribute("aria-invalid", "true");
      await find("its problems");

      await registration.fillIn(username, password);
      await page.getByRole("checkbox", { name: "Privacy Policy" }).check();
      await registration.createAccount.click();
      await registration.expectRegistered(/@/);
      await find("the account");

      await open(await startHomeserver("closed"));
      await expect(registration.root).toHaveAttribute("data-homeserver", "closed");
      await find("a closed homeserver");

      await routeConfig(page, { allowAnyHomeserver: true });
      await page.goto("/?homeserver=linked.test");
      await expect(page.getByRole("combobox", { name: "Homeserver" })).toBeVisible();
      await find("the choice of a homeserver");
    });
  }
});

/** Has the browser find a fake homeserver at `https://<name>`; keeps what it is asked. */
async function routeHomeserver(page: RegistrationPage["page"], serverName: string) {
  const fake = await fakeHomeservers(devPage).start("open");
  const baseUrl = `https://matrix.${serverName}`;
  const asked: string[] = [];
  await page.route(
    ({ host }) => host === serverName || host === `matrix.${serverName}`,
    async (route) => {
      const request = route.request();
      if (request.method() !== "OPTIONS") asked.push(`${request.method()} ${request.url()}`);
      if (request.url() === `https://${serverName}/.well-known/matrix/client`) {
        return route.fulfill({
          json: { "m.homeserver": { base_url: baseUrl } },
          headers: { "Access-Control-Allow-Origin": "*" },
        });
      }
      const url = request.url().replace(baseUrl, fake.baseUrl);
      return route.fulfill({ response: await route.fetch({ url }) });
    },
  );
  return { reach: { ...fake, baseUrl, serverName }, asked };
}
