import type { Connect, Plugin } from "vite";
import { createFakeFarm } from "../scenarios/farm.js";
import { requestFrom, send } from "./nodeAdapter.js";

/** Mounts fake homeservers below `/fake/` on Vite's dev and preview servers. */
export function fakeHomeserverPlugin(): Plugin {
  const farm = createFakeFarm();

  const serve: Connect.NextHandleFunction = (message, answer, next) => {
    if (!message.url?.startsWith("/fake/")) {
      next();
      return;
    }
    void requestFrom(message)
      .then(farm)
      .then((response) => (response === undefined ? next() : send(response, answer)))
      .catch(next);
  };

  return {
    name: "fake-homeserver",
    configureServer: ({ middlewares }) => void middlewares.use(serve),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(serve),
  };
}
