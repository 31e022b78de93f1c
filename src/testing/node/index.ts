/** Serves the fake homeserver by HTTP, for tests in a browser or of another process. For Node alone. */

import { createServer, type IncomingMessage, type Server } from "node:http";
import { createFakeHomeserver, type FakeHomeserver } from "../homeserver/fakeHomeserver.js";
import type { FakeHomeserverOptions } from "../model/settings.js";
import { requestFrom, send } from "./nodeAdapter.js";

/** A fake homeserver, and how it is served. */
export interface ServedHomeserverOptions extends FakeHomeserverOptions {
  /** Where it is asked if a proxy stands before it. Default: its address, `http://127.0.0.1:…`. */
  readonly baseUrl?: string;
  /** Called with each request that comes in, before it is answered. */
  readonly onRequest?: (message: IncomingMessage) => void;
}

/** A fake homeserver that is served. */
export interface ServedHomeserver {
  /** Where it is asked. The kit asks `http://127.0.0.1:…` under trust `own`. */
  readonly baseUrl: string;
  /** The port of this machine at which it listens. */
  readonly port: number;
  readonly serverName: string;
  /** The homeserver itself: it tells what it was asked, and takes faults. */
  readonly homeserver: FakeHomeserver;
  /** Ends it with all its connections. */
  readonly close: () => Promise<void>;
}

/** Serves a fake homeserver on this machine alone, at a port that is free. */
export async function serveFakeHomeserver({
  onRequest,
  ...options
}: ServedHomeserverOptions = {}): Promise<ServedHomeserver> {
  const server = createServer();
  const port = await portOf(server);
  const baseUrl = options.baseUrl ?? `http://127.0.0.1:${port}`;
  const homeserver = createFakeHomeserver({ ...options, baseUrl });
  server.on("request", (message, answer) => {
    onRequest?.(message);
    requestFrom(message)
      .then(homeserver.handle)
      .then((response) => send(response, answer))
      .catch(() => answer.destroy());
  });
  return {
    baseUrl,
    port,
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
