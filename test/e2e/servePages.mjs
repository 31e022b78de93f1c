/**
 * Builds the page and serves it until it is ended, each with fake homeservers: from a server of modules
 * every test would fetch hundreds of them.
 *
 * Usage: servePages.mjs <port of the page as it is developed> <port of the page as it is built>
 */
import { preview } from "vite";
import { buildPages, builtFolder, devFolder } from "../../scripts/buildPages.mjs";

/**
 * Compresses nothing. On loopback that costs more than it saves.
 *
 * @type {import("vite").Plugin}
 */
const uncompressed = {
  name: "uncompressed",
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, _, next) => {
      delete request.headers["accept-encoding"];
      next();
    });
  },
};

const [devPort = 0, builtPort = 0] = process.argv.slice(2).map(Number);
await buildPages();
await serve(devFolder, devPort);
await serve(builtFolder, builtPort);

/**
 * @param {string} outDir
 * @param {number} port
 */
async function serve(outDir, port) {
  await preview({
    logLevel: "error",
    build: { outDir },
    preview: { port, strictPort: true },
    plugins: [uncompressed],
  });
}
