import { createServer } from "node:http";
import { join } from "node:path";
import { runnerImport } from "vite";
import { listen } from "./listen.mjs";

const root = join(import.meta.dirname, "../..");

/**
 * @typedef {object} Homeserver
 * @property {string} baseUrl
 * @property {() => { posts: number, preflights: number }} takeCounts counts the requests to `/register`
 *   since the last call
 * @property {() => Promise<void>} close
 */

/**
 * Starts a homeserver in memory, of another origin than the page. It asks for `m.login.dummy` alone.
 *
 * @returns {Promise<Homeserver>}
 */
export async function startHomeserver() {
  const { createFakeHomeserver } = await loadFake();
  const { requestFrom, send } = await loadAdapter();
  const { handle } = createFakeHomeserver();
  let counts = { posts: 0, preflights: 0 };
  const server = createServer((message, answer) => {
    if (message.url?.includes("/v3/register")) {
      if (message.method === "POST") counts.posts += 1;
      if (message.method === "OPTIONS") counts.preflights += 1;
    }
    void requestFrom(message)
      .then(handle)
      .then((response) => send(response, answer));
  });
  const { origin, close } = await listen(server);
  return {
    baseUrl: origin,
    takeCounts: () => {
      const taken = counts;
      counts = { posts: 0, preflights: 0 };
      return taken;
    },
    close,
  };
}

async function loadFake() {
  const { module } = await runnerImport("/src/testing/index.ts", inlineConfig());
  return /** @type {typeof import("../../src/testing/index.js")} */ (module);
}

async function loadAdapter() {
  const { module } = await runnerImport("/src/testing/node/nodeAdapter.ts", inlineConfig());
  return /** @type {typeof import("../../src/testing/node/nodeAdapter.js")} */ (module);
}

/** @returns {import("vite").InlineConfig} */
function inlineConfig() {
  return { root, configFile: false, logLevel: "error" };
}
