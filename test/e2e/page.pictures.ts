import { builtPage } from "./addresses.js";
import { fakeHomeservers } from "./homeservers.js";
import { test } from "./test.js";

const views = {
  light: { colorScheme: "light", width: 1024, height: 900 },
  dark: { colorScheme: "dark", width: 1024, height: 900 },
  phone: { colorScheme: "light", width: 360, height: 740 },
} as const;

const config = {
  brand: { name: "Example Club" },
  clients: [
    { name: "A Client", url: "https://client.example.org/" },
    { name: "Another Client", url: "https://another.example.org/" },
  ],
};

for (const [name, { colorScheme, ...viewport }] of Object.entries(views)) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport });

    test("pictures of the page", async ({ open, page, username, password }) => {
      test.setTimeout(120_000);
      const homeservers = fakeHomeservers(builtPage);
      const shoot = (state: string) =>
        page.screenshot({ path: `screenshots/${name}/${state}.png`, fullPage: true });

      const registration = await open(await homeservers.start("tokenAndTerms"), {
        config,
        at: builtPage,
      });
      await registration.createAccount.waitFor();
      await shoot("form");
      await registration.username.fill("Alice");
      await registration.createAccount.click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
      await shoot("form-problems");
      await registration.username.fill("taken");
      await registration.password.fill("correct horse");
      await page.getByText("This username is taken.").waitFor();
      await shoot("form-taken");

      await open(await homeservers.start("passwordPolicy"), { config, at: builtPage });
      await registration.signUp({ username: "alice", password: "weak" });
      await page.locator('[aria-invalid="true"]').first().waitFor();
      await shoot("password-policy");

      await open(await homeservers.start("terms"), { config, at: builtPage });
      await registration.fillIn(username, password);
      await page.getByRole("checkbox", { name: "Privacy Policy" }).check();
      await registration.createAccount.click();
      await registration.userId.waitFor();
      await registration.button("Copy").click();
      await shoot("done");

      await open(await homeservers.start("limited"), { config, at: builtPage });
      await registration.signUp({ username, password });
      await page.locator('[data-part="pause"]').waitFor();
      await shoot("paused");

      await open(await homeservers.start("closed"), { config, at: builtPage });
      await page.locator('[data-homeserver="closed"]').waitFor();
      await shoot("closed");

      await open(await homeservers.start("approval"), { config, at: builtPage });
      await registration.signUp({ username, password });
      await page.locator('[data-status="done"]').waitFor();
      await shoot("approval");

      await open(await homeservers.start("answerLostForGood"), { config, at: builtPage });
      await registration.signUp({ username, password });
      await page.locator('[data-status="uncertain"]').waitFor({ timeout: 60_000 });
      await shoot("uncertain");

      await open(await homeservers.start("full"), { config, at: builtPage });
      await registration.signUp({ username, password });
      await page.locator('[data-status="failed"]').waitFor();
      await shoot("failed");

      await open(await fakeHomeservers().start("guests"), { search: "?embedded" });
      await page.getByRole("switch").click();
      await registration.button("Continue as guest").click();
      await page.locator('[data-part="handed-over"]').waitFor();
      await shoot("embedded");

      const anyHomeserver = { homeserver: undefined, serverName: undefined, trust: "listed" };
      await open(await homeservers.start("open"), {
        at: builtPage,
        search: "?homeserver=linked.test",
        config: { ...config, ...anyHomeserver, allowAnyHomeserver: true },
      });
      await page.getByRole("combobox", { name: "Homeserver" }).waitFor();
      await shoot("choose");

      await open(await homeservers.start("open"), { config: { colour: "red" }, at: builtPage });
      await page.getByRole("alert").waitFor();
      await shoot("config");
    });
  });
}
