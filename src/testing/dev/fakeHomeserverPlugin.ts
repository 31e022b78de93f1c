import type { Connect, Plugin } from "vite";
import { requestFrom, send } from "../node/nodeAdapter.js";
import { createScenarioServer } from "../scenarios/scenarioServer.js";

/** Mounts fake homeservers below `/fake/` on Vite's dev and preview servers. */
export function fakeHomeserverPlugin(): Plugin {
  const server = createScenarioServer();

  const serve: Connect.NextHandleFunction = (message, answer, next) => {
    if (!message.url?.startsWith("/fake/")) {
      next();
      return;
    }
    void requestFrom(message)
      .then(server)
      .then((response) => (response === undefined ? next() : send(response, answer)))
      .catch(next);
  };

  return {
    name: "fake-homeserver",
    configureServer: ({ middlewares }) => void middlewares.use(serve),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(serve),
  };
}
