/** Serves the fake homeserver by HTTP, for tests in a browser or of another process. For Node alone. */

import { createServer, type Server } from "node:http";
import { createFakeHomeserver, type FakeHomeserver } from "../homeserver/fakeHomeserver.js";
import type { FakeHomeserverOptions } from "../model/settings.js";
import { requestFrom, send } from "./nodeAdapter.js";

/** A fake homeserver that is served. */
export interface ServedHomeserver {
  /** Its address, `http://127.0.0.1:…`. The kit asks it under trust `own`. */
  readonly baseUrl: string;
  readonly serverName: string;
  /** The homeserver itself: it tells what it was asked, and takes faults. */
  readonly homeserver: FakeHomeserver;
  /** Ends it with all its connections. */
  readonly close: () => Promise<void>;
}

/** Serves a fake homeserver on this machine alone, at a port that is free. */
export async function serveFakeHomeserver(
  options: Omit<FakeHomeserverOptions, "baseUrl"> = {},
): Promise<ServedHomeserver> {
  const server = createServer();
  const baseUrl = `http://127.0.0.1:${await portOf(server)}`;
  const homeserver = createFakeHomeserver({ ...options, baseUrl });
  server.on("request", (message, answer) => {
    requestFrom(message)
      .then(homeserver.handle)
      .then((response) => send(response, answer))
      .catch(() => answer.destroy());
  });
  return {
    baseUrl,
    serverName: homeserver.serverName,
    homeserver,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Listens, and tells the port. */
function portOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("It has no port."));
      else resolve(address.port);
    });
  });
}
