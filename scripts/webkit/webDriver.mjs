/**
 * A client of the WebDriver protocol, with the few commands that the journeys need.
 */
import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const elementKey = "element-6066-11e4-a52e-4f735466cecf";
/** How long something is waited for, in ms. */
const patience = 15_000;

/**
 * Starts a driver, and a browser by it.
 *
 * @param {{ driver: readonly string[], port: number, capabilities: object }} options `driver`: its command
 */
export async function startBrowser({ driver: [command = "", ...args], port, capabilities }) {
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  const end = () => {
    // A driver that runs in a display of its own is ended with it.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
  };
  /** @type {(method: string, path: string, body?: object) => Promise<any>} */
  const send = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(2 * patience),
      ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    await until("the driver", () => send("GET", "/status"));
    const { sessionId, capabilities: got } = await send("POST", "/session", {
      capabilities: { alwaysMatch: capabilities },
    });
    return { ...commands(send, `/session/${sessionId}`), version: got.browserVersion, end };
  } catch (error) {
    end();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof startBrowser>>} Browser */

/**
 * @param {(method: string, path: string, body?: object) => Promise<any>} send
 * @param {string} session
 */
function commands(send, session) {
  /**
   * Acts on an element that can be seen, once there is one.
   *
   * @template Thing
   * @param {string} xpath
   * @param {(element: string) => Promise<Thing>} act
   */
  const at = (xpath, act) =>
    until(xpath, async () => {
      const found = await send("POST", `${session}/element`, { using: "xpath", value: xpath });
      const element = `${session}/element/${found[elementKey]}`;
      if (!(await send("GET", `${element}/displayed`))) throw new Error("It is hidden.");
      return await act(element);
    });
  /** @type {(script: string, ...args: readonly unknown[]) => Promise<any>} */
  const run = (script, ...args) => send("POST", `${session}/execute/sync`, { script, args });
  return {
    run,
    open: (/** @type {string} */ url) => send("POST", `${session}/url`, { url }),
    reload: () => send("POST", `${session}/refresh`),
    back: () => send("POST", `${session}/back`),
    url: () => /** @type {Promise<string>} */ (send("GET", `${session}/url`)),
    picture: () => /** @type {Promise<string>} */ (send("GET", `${session}/screenshot`)),
    see: (/** @type {string} */ xpath) => at(xpath, async () => undefined),
    click: (/** @type {string} */ xpath) =>
      at(xpath, (element) => send("POST", `${element}/click`)),
    type: (/** @type {string} */ xpath, /** @type {string} */ text) =>
      at(xpath, (element) => send("POST", `${element}/value`, { text })),
    text: (/** @type {string} */ xpath) =>
      at(xpath, async (element) => String(await send("GET", `${element}/text`))),
    value: (/** @type {string} */ xpath) =>
      at(xpath, async (element) => String(await send("GET", `${element}/property/value`))),
    quit: () => send("DELETE", session),
  };
}

/**
 * Tries until it succeeds.
 *
 * @template Thing
 * @param {string} what
 * @param {() => Promise<Thing>} look
 * @returns {Promise<Thing>}
 */
export async function until(what, look) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw new Error(`Waited in vain: ${what}`, { cause: error });
      await wait(100);
    }
  }
}
