import { fixedJob, watch } from "./inPage.mjs";

/** @import { Browser, CDPSession, Page } from "playwright-core" */
/** @import { Homeserver } from "./homeserver.mjs" */
/** @import { Seen } from "./inPage.mjs" */

/** Slow 4G, and a processor of a quarter of this one's speed. */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};
const cpuRate = 4;
const password = "correct horse battery";
/** Between two keys, in ms: less than any pause after which a page asks something. */
const betweenKeys = 150;
/** How long a slow machine may take for one thing, in ms. */
const patience = 120_000;
/** How long a browser keeps the answer to a preflight, in ms. */
const preflightKept = 5_000;

/**
 * @typedef {Seen & Wire & Keys & SignUp} Figures
 *
 * @typedef {object} Wire Until the page is at rest.
 * @property {number} kilobytes
 * @property {number} requests preflights included
 *
 * @typedef {object} Keys In ms a key.
 * @property {number} usernameScript
 * @property {number} usernameLayout
 * @property {number} passwordScript
 * @property {number} passwordLayout
 *
 * @typedef {object} SignUp
 * @property {number} account from the click to the account, in ms
 * @property {number} posts
 * @property {number} preflights
 */

/**
 * Visits a page as a new user does: loads it, types into its fields, and signs up.
 *
 * @param {Browser} browser
 * @param {{ url: string, homeserver: Homeserver, username: string }} options
 * @returns {Promise<Figures>}
 */
export async function visit(browser, { url, homeserver, username }) {
  const context = await browser.newContext({ locale: "en-GB" });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    page.setDefaultTimeout(patience);
    const wire = await watchWire(client);
    await client.send("Emulation.setCPUThrottlingRate", { rate: cpuRate });
    await page.addInitScript(watch);
    const load = await measureLoad(page, url, wire);
    await page.waitForTimeout(preflightKept);
    const ofUsername = await measureKeys(page, client, "username", username);
    const ofPassword = await measureKeys(page, client, "password", password);
    await wire.atRest();
    homeserver.takeCounts();
    const account = await measureSignUp(page);
    return {
      ...load,
      usernameScript: ofUsername.script,
      usernameLayout: ofUsername.layout,
      passwordScript: ofPassword.script,
      passwordLayout: ofPassword.layout,
      account,
      ...homeserver.takeCounts(),
    };
  } finally {
    await context.close();
  }
}

/** Times the fixed job in a page of its own. @param {Browser} browser */
export async function timeFixedJob(browser) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: cpuRate });
    return await page.evaluate(fixedJob);
  } finally {
    await context.close();
  }
}

/**
 * Emulates the network, and counts what goes over it.
 *
 * @param {CDPSession} client
 */
async function watchWire(client) {
  let bytes = 0;
  let requests = 0;
  const open = new Set();
  client.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (request.url.startsWith("data:")) return;
    requests += 1;
    open.add(requestId);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    open.delete(requestId);
  });
  client.on("Network.loadingFailed", ({ requestId }) => open.delete(requestId));
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", network);
  return {
    counts: () => ({ kilobytes: bytes / 1_000, requests }),
    /** Waits until no request has been open for a second. */
    async atRest() {
      for (let quiet = 0; quiet < 10; ) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        quiet = open.size === 0 ? quiet + 1 : 0;
      }
    },
  };
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {Awaited<ReturnType<typeof watchWire>>} wire
 */
async function measureLoad(page, url, wire) {
  await page.goto(url);
  await page.evaluate("bench.usable.password");
  await wire.atRest();
  /** @type {Seen} */
  const seen = await page.evaluate("bench.seen()");
  return { ...seen, ...wire.counts() };
}

/**
 * @param {Page} page
 * @param {CDPSession} client
 * @param {"username" | "password"} name
 * @param {string} text
 */
async function measureKeys(page, client, name, text) {
  const input = page.locator(`input[name="${name}"]`);
  // The first key may load something.
  await input.pressSequentially(text.slice(0, 1));
  await page.waitForTimeout(1_500);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await metrics(client);
  await input.pressSequentially(text.slice(1), { delay: betweenKeys });
  const after = await metrics(client);
  await client.send("Performance.disable");
  if ((await input.inputValue()) !== text) throw new Error(`A key was lost in ${name}.`);
  const keys = text.length - 1;
  return {
    script: ((after.script - before.script) * 1_000) / keys,
    layout: ((after.layout - before.layout) * 1_000) / keys,
  };
}

/** @param {CDPSession} client */
async function metrics(client) {
  const { metrics: all } = await client.send("Performance.getMetrics");
  const value = (/** @type {string} */ wanted) =>
    all.find(({ name }) => name === wanted)?.value ?? 0;
  return {
    script: value("ScriptDuration"),
    layout: value("LayoutDuration") + value("RecalcStyleDuration"),
  };
}

/** @param {Page} page */
async function measureSignUp(page) {
  await page.getByRole("button", { name: "Create account" }).click();
  return Number(await page.evaluate("bench.account"));
}
