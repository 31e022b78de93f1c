import type { Plugin } from "vite";

/**
 * Lets the dev server answer `config.json` with the homeserver of the environment variable
 * `HOMESERVER`, a base URL.
 * That homeserver is trusted as `own`, and its server name is "localhost".
 */
export function homeserverConfigPlugin(): Plugin {
  return {
    name: "homeserver-config",
    configureServer({ middlewares }) {
      middlewares.use("/config.json", (_message, answer, next) => {
        const homeserver = process.env["HOMESERVER"];
        if (homeserver === undefined || homeserver === "") {
          next();
          return;
        }
        answer.setHeader("Content-Type", "application/json");
        answer.end(JSON.stringify({ homeserver, serverName: "localhost", trust: "own" }));
      });
    },
  };
}
