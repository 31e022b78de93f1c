import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fakeHomeserverPlugin } from "../../../src/testing/dev/fakeHomeserverPlugin.js";
import { alice, asking, begin, dummy } from "../ask.js";

let vite: ViteDevServer;
let origin: string;

beforeAll(async () => {
  vite = await createServer({
    configFile: false,
    appType: "custom",
    logLevel: "silent",
    optimizeDeps: { noDiscovery: true },
    server: { host: "127.0.0.1", port: 0, hmr: false, ws: false, watch: null },
    plugins: [fakeHomeserverPlugin()],
  });
  await vite.listen();
  origin = new URL(vite.resolvedUrls?.local[0] ?? "").origin;
});

afterAll(async () => {
  await vite.close();
});

test("an account is made through it", async () => {
  const ask = asking({ fetch, baseUrl: `${origin}/fake/open~1` });
  const session = await begin(ask, { ...alice, password: "pässwörd" });
  const made = await ask("/register", { auth: { ...dummy, session } });
  expect(made).toMatchObject({ status: 200, body: { user_id: "@alice:example.org" } });
  expect(made.headers.get("Access-Control-Allow-Origin")).toBe("*");
});

test("a lost answer is a failure of the network", async () => {
  const ask = asking({ fetch, baseUrl: `${origin}/fake/answerLost` });
  const session = await begin(ask, alice);
  await expect(ask("/register", { auth: { ...dummy, session } })).rejects.toThrow(TypeError);
  const requests = await fetch(`${origin}/fake/answerLost/_fake/requests`);
  expect(await requests.json()).toHaveLength(2);
});

test("a preflight is answered without a body", async () => {
  const url = `${origin}/fake/open/_matrix/client/v3/register`;
  expect((await fetch(url, { method: "OPTIONS" })).status).toBe(204);
});

test("everything else is left to Vite", async () => {
  expect((await fetch(`${origin}/fake/`)).status).toBe(404);
  expect((await fetch(`${origin}/@vite/client`)).status).toBe(200);
});
