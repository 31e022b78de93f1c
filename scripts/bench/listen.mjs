import { once } from "node:events";

/**
 * Lets a server listen on loopback, on a free port.
 *
 * @param {import("node:http").Server} server
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
