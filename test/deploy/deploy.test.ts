import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedHomeserver, serveFakeHomeserver } from "../../src/testing/node/index.js";
import { chromiumLaunch } from "../browsers.js";
import { type Deployment, type Served, serve } from "./served.js";
import { findWebServer } from "./webServers.mjs";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

const apart = "join.example.org";
const beside = "matrix.example.org";

const deployments: readonly Deployment[] = [
  { server: "nginx", file: "nginx/join.conf", host: apart },
  { server: "nginx", file: "nginx/beside-synapse.conf", host: beside },
  { server: "nginx", file: "docker/default.conf", host: apart },
  { server: "caddy", file: "caddy/Caddyfile", host: apart },
  { server: "caddy", file: "caddy/Caddyfile.beside-synapse", host: beside },
];

/** `npm test` says which web servers it has not got. */
const served = deployments.filter(({ server }) => findWebServer(server) !== undefined);

describe.each(served)("$server with $file", (deployment) => {
  let site: Served;
  let homeserver: ServedHomeserver;
  const forwarded = new Set<string>();

  beforeAll(async () => {
    homeserver = await serveFakeHomeserver({
      serverName: deployment.host,
      baseUrl: `https://${deployment.host}`,
      onRequest: ({ headers }) => forwarded.add(String(headers["x-forwarded-for"])),
    });
    site = await serve(deployment, homeserver.port);
  });
  afterAll(async () => {
    await site.stop();
    await homeserver.close();
  });

  it("sends the headers with every answer of the page, a missing file too", async () => {
    for (const path of ["/", "/config.json", `/assets/${await assetOf(site)}`, "/nothing"]) {
      const { headers } = await site.ask(path);
      expect(headers, path).toMatchObject({
        "content-security-policy": "frame-ancestors 'none'",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      });
      expect(headers["permissions-policy"], path).toContain("geolocation=()");
    }
  });

  it("has hashed files kept for a year, and all others asked for anew", async () => {
    const caching = async (path: string) => {
      const { status, headers } = await site.ask(path);
      return `${status} ${String(headers["cache-control"])}`;
    };

    expect(await caching(`/assets/${await assetOf(site)}`)).toBe("200 max-age=31536000");
    expect(await caching("/")).toBe("200 no-cache");
    expect(await caching("/config.json")).toBe("200 no-cache");
    expect(await caching("/assets/of-yesterday.js")).not.toContain("max-age");
  });

  it("compresses", async () => {
    const path = `/assets/${await assetOf(site)}`;
    const { headers, body } = await site.ask(path, { "accept-encoding": "gzip" });

    expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
    expect(gunzipSync(body)).toEqual((await site.ask(path)).body);
  });

  it("writes no token of an invitation anywhere", async () => {
    await site.ask("/?token=secret-of-an-invitation");
    await site.ask("/nothing?token=secret-of-an-invitation");

    const files = await readdir(site.folder, { withFileTypes: true });
    for (const file of files.filter((each) => each.isFile())) {
      const text = await readFile(join(site.folder, file.name), "utf8");
      expect(text, file.name).not.toContain("secret-of-an-invitation");
    }
    expect(site.log()).not.toContain("secret-of-an-invitation");
    if (deployment.server === "nginx") {
      const [log = ""] = files.map(({ name }) => name).filter((name) => name.endsWith(".log"));
      expect(await readFile(join(site.folder, log), "utf8")).toContain('"GET /nothing" 404');
    }
  });

  if (deployment.host !== beside) return;

  it("signs up on the homeserver beside the page", async () => {
    const browser = await chromium.launch({
      ...chromiumLaunch,
      args: [
        ...chromiumLaunch.args,
        `--host-resolver-rules=MAP ${beside}:443 127.0.0.1:${site.port}`,
      ],
    });
    try {
      const page = await browser.newPage({ ignoreHTTPSErrors: true });
      const lines: string[] = [];
      page.on("console", (line) => lines.push(line.text()));
      page.on("pageerror", (error) => lines.push(error.message));
      await page.goto(`https://${beside}/?token=secret`);
      await page.getByRole("textbox", { name: "Username" }).fill("alice");
      await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.locator('[data-part="user-id"]').waitFor();

      expect(await page.locator('[data-part="user-id"]').textContent()).toBe(`@alice:${beside}`);
      // The answers that discovery expects, and the browser writes down.
      expect(lines.filter((line) => !/status of 40[14]/.test(line))).toEqual([]);
    } finally {
      await browser.close();
    }
    expect(forwarded).toEqual(new Set(["127.0.0.1"]));
  });
});

/** The name of a hashed file of the page. */
async function assetOf({ folder }: Served): Promise<string> {
  const names = await readdir(join(folder, "page/assets"));
  return names.find((name) => name.endsWith(".js")) ?? "";
}

describe("the container", () => {
  it("is made of files that there are", async () => {
    const text = await readFile(join(root, "deploy/docker/Dockerfile"), "utf8");
    const copied = [...text.matchAll(/^COPY (?!--from)(?:--\S+ )*(.+) \S+$/gm)].flatMap(
      ([, sources = ""]) => sources.split(" "),
    );

    expect(copied.length).toBeGreaterThan(3);
    for (const source of copied) expect(existsSync(join(root, source)), source).toBe(true);
  });

  it.each([
    { says: "CONFIG", env: { CONFIG: '{"homeserver":"a.test"}' }, to: '{"homeserver":"a.test"}' },
    { says: "HOMESERVER", env: { HOMESERVER: "a.test" }, to: '{ "homeserver": "a.test" }' },
    { says: "nothing", env: {}, to: "as it was" },
  ])("takes its configuration from the environment: $says", async ({ env, to }) => {
    const file = join(await mkdtemp(join(tmpdir(), "config-")), "config.json");
    await writeFile(file, "as it was");

    await run("sh", [join(root, "deploy/docker/config.sh")], {
      env: { ...env, CONFIG_FILE: file, PATH: process.env["PATH"] },
    });

    expect((await readFile(file, "utf8")).trim()).toBe(to);
  });

  it("refuses a name that would break out of the JSON", async () => {
    const env = { HOMESERVER: 'a", "trust": "own', PATH: process.env["PATH"] };

    await expect(run("sh", [join(root, "deploy/docker/config.sh")], { env })).rejects.toThrow(
      "HOMESERVER must be a server name",
    );
  });
});
