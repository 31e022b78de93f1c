import type { Plugin } from "vite";

/**
 * Has the dev server answer `config.json` with the homeserver that the environment variable
 * `HOMESERVER` (a base URL) names, taken for one's own and for the server name "localhost".
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
