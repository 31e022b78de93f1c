import { join } from "node:path";
import { runnerImport } from "vite";

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
  const { serveFakeHomeserver } = await loadTesting();
  let counts = { posts: 0, preflights: 0 };
  const { baseUrl, close } = await serveFakeHomeserver({
    onRequest: ({ url, method }) => {
      if (!url?.includes("/v3/register")) return;
      if (method === "POST") counts.posts += 1;
      if (method === "OPTIONS") counts.preflights += 1;
    },
  });
  return {
    baseUrl,
    takeCounts: () => {
      const taken = counts;
      counts = { posts: 0, preflights: 0 };
      return taken;
    },
    close,
  };
}

async function loadTesting() {
  const config = {
    root,
    configFile: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ("error"),
  };
  const { module } = await runnerImport("/src/testing/node/index.ts", config);
  return /** @type {typeof import("../../src/testing/node/index.js")} */ (module);
}
