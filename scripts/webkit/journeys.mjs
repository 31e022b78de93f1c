/**
 * The journeys that `npm run webkit` goes.
 */
import { until } from "./webDriver.mjs";

/**
 * How the server of the page answers.
 *
 * @typedef {object} Served
 * @property {string} scenario the homeserver of `config.json`
 * @property {RegExp | null} refused the addresses whose connections break
 */

/**
 * @typedef {object} Place
 * @property {import("./webDriver.mjs").Browser} browser
 * @property {string} address
 * @property {Served} served
 */

const username = '//form[not(@hidden)]//input[@name="username"]';
const password = '//input[@type="password"]';
const email = '//input[@type="email"]';
const userId = '//*[@data-part="user-id"]';
/** @param {string} name */
const button = (name) => `//button[normalize-space()="${name}" or @aria-label="${name}"]`;
/** @param {string} text */
const alert = (text) => `//*[@role="alert"][contains(., "${text}")]`;

/** @type {Readonly<Record<string, { scenario: string, go: (place: Place) => Promise<void> }>>} */
export const journeys = {
  "the first screen, to an account": {
    scenario: "open.synapse",
    async go({ browser, address }) {
      await browser.open(address);
      await fillIn(browser);
      const small = await browser.run(smallInputs);
      if (small.length > 0) throw new Error(`Inputs that iOS would zoom to: ${small}`);
      await browser.click(button("Create account"));
      await made(browser);
    },
  },
  "an email address that is confirmed elsewhere": {
    scenario: "email.synapse",
    async go({ browser, address, served }) {
      await browser.open(address);
      await fillIn(browser);
      await browser.type(email, "alice@example.org");
      await browser.click(button("Create account"));
      await browser.see('//*[@data-stage="m.login.email.identity"]');
      const mails = `${address}fake/${served.scenario}/_fake/mailbox.json`;
      const link = await until("the mail", async () => {
        const [mail] = /** @type {{ link: string }[]} */ (await (await fetch(mails)).json());
        if (mail === undefined) throw new Error("There is none yet.");
        return mail.link;
      });
      await fetch(link);
      await browser.click(button("I have opened the link"));
      await made(browser);
    },
  },
  "a reload, after which all but the password is there": {
    scenario: "email.synapse",
    async go({ browser, address }) {
      await browser.open(address);
      await fillIn(browser);
      await browser.type(email, "alice@example.org");
      await browser.reload();
      await holds(browser, username, "alice");
      await holds(browser, email, "alice@example.org");
      await holds(browser, password, "");
    },
  },
  "code that does not come, twice, and a reload": {
    scenario: "open.synapse",
    async go({ browser, address, served }) {
      served.refused = /\/assets\/run-/;
      await browser.open(address);
      await fillIn(browser);
      await browser.click(button("Create account"));
      await browser.see(alert("could not be loaded"));
      await browser.click(button("Try again"));
      await browser.see(alert("reload the whole page"));
      served.refused = null;
      await browser.reload();
      await holds(browser, username, "alice");
      await browser.type(password, "correct horse");
      await browser.click(button("Create account"));
      await made(browser);
    },
  },
  "single sign-on, back without it, and there again": {
    scenario: "oidcSso.synapse",
    async go({ browser, address }) {
      await browser.open(address);
      await browser.click(button("Continue with Example ID"));
      await browser.see('//input[not(@type="hidden")]');
      // The page may come from the cache for the way back.
      await browser.back();
      await browser.click(button("Continue with Example ID"));
      await browser.type('//input[not(@type="hidden")]', "alice");
      await browser.click('//input[@value="Sign on"]');
      const onward = '//a[normalize-space()="Continue"]';
      await browser.see(`${onward} | ${userId}`);
      if ((await browser.url()).includes("/fake/")) await browser.click(onward);
      await made(browser);
      if ((await browser.url()).includes("?")) throw new Error("The token is in the address.");
    },
  },
  "account pages by OAuth 2.0, back without an account, and there again": {
    scenario: "open.mas",
    async go({ browser, address }) {
      const toPages = '//*[@data-part="oauth-sign-up"]//*[@data-part="submit"]';
      await browser.open(address);
      await browser.click(toPages);
      await browser.see('//input[@name="password"]');
      // The page may come from the cache for the way back.
      await browser.back();
      await browser.click(toPages);
      await browser.type('//input[@name="username"]', "alice");
      await browser.type('//input[@name="password"]', "correct horse");
      await browser.click('//button[@value="create"]');
      await browser.click('//button[@value="allow"]');
      await made(browser);
      if (/[?#]./.test(await browser.url())) throw new Error("The code is in the address.");
    },
  },
};

/** @param {Place["browser"]} browser */
async function fillIn(browser) {
  await browser.type(username, "alice");
  await browser.type(password, "correct horse");
}

/** @param {Place["browser"]} browser */
async function made(browser) {
  const text = await browser.text(userId);
  if (!text.includes("alice:")) throw new Error(`Another account: ${text}`);
}

/**
 * @param {Place["browser"]} browser
 * @param {string} xpath
 * @param {string} wanted
 */
async function holds(browser, xpath, wanted) {
  await until(xpath, async () => {
    const value = await browser.value(xpath);
    if (value !== wanted) throw new Error(`It holds “${value}”.`);
  });
}

const smallInputs = `return [...document.querySelectorAll("input, select")]
  .filter((input) => parseFloat(getComputedStyle(input).fontSize) < 16 && input.type !== "checkbox")
  .map((input) => input.name);`;
