import { once } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { generate } from "selfsigned";
import { vi } from "vitest";
import { builtFolder } from "../../scripts/buildPages.mjs";
import { freePort, launch, makeRunFolder } from "../processes.mjs";
import { installWebServer } from "./webServers.mjs";

const root = join(import.meta.dirname, "../..");

/** A web server with one of our configurations, on loopback. */
export interface Served {
  /** The folder of the page, and of what the server writes. */
  readonly folder: string;
  /** The port of the name's HTTPS. */
  readonly port: number;
  /** Asks it by HTTPS, as `host`. */
  readonly ask: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** The end of what it wrote. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** A configuration of `deploy/`, and the name it is for. */
export interface Deployment {
  readonly server: "nginx" | "caddy";
  /** Below `deploy/`. */
  readonly file: string;
  readonly host: string;
}

/**
 * Serves the built page by a configuration as it stands, but for addresses, ports and folders.
 * @param synapse where the homeserver listens, for a configuration that has it beside the page
 */
export async function serve({ server, file, host }: Deployment, synapse = 8008): Promise<Served> {
  const installed = await installWebServer(server);
  if ("missing" in installed) throw new Error(installed.missing);
  const folder = await makeRunFolder(join(root, "node_modules/.cache/deploy"), server);
  const port = await freePort();
  const page = join(folder, "page");
  await cp(builtFolder, page, { recursive: true });
  await writeFile(join(page, "config.json"), JSON.stringify({ homeserver: host }));
  const adapt = (text: string) =>
    text.replaceAll("/var/www/join", page).replaceAll("127.0.0.1:8008", `127.0.0.1:${synapse}`);
  const args = await (server === "nginx" ? nginx : caddy)({ folder, file, host, port, adapt });
  const launched = launch(process.execPath, [
    join(root, "test/serveWhileOpen.mjs"),
    folder,
    installed.binary,
    ...args,
  ]);
  const ask = (path: string, headers: Record<string, string> = {}) =>
    askAs(host, port, path, headers);
  await vi
    .waitFor(() => ask("/"), { timeout: 20_000, interval: 50 })
    .catch(async (error: unknown) => {
      await launched.endNow();
      throw new Error(`${server} does not answer: ${String(error)}\n${launched.log()}`);
    });
  return { folder, port, ask, log: launched.log, stop: launched.endNow };
}

interface Setting {
  readonly folder: string;
  readonly file: string;
  readonly host: string;
  readonly port: number;
  readonly adapt: (text: string) => string;
}

async function nginx({ folder, file, host, port, adapt }: Setting): Promise<readonly string[]> {
  const pem = await generate([{ name: "commonName", value: host }]);
  await mkdir(join(folder, "snippets"));
  await mkdir(join(folder, "conf.d"));
  await writeFile(join(folder, "cert.pem"), pem.cert);
  await writeFile(join(folder, "key.pem"), pem.private);
  const certificate = `ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;`;
  const plain = await freePort();
  const site = adapt(await deployed(file))
    .replaceAll(/listen \[::\].*;/g, "")
    .replaceAll("listen 80;", `listen 127.0.0.1:${plain};`)
    .replaceAll("listen 443", `listen 127.0.0.1:${port}`)
    // In its container it has a proxy before it, which speaks TLS.
    .replaceAll("listen 8080;", `listen 127.0.0.1:${port} ssl; ${certificate}`)
    .replaceAll("/dev/stdout", join(folder, "join.log"))
    .replaceAll(/\/etc\/letsencrypt\/live\/[^/]+\/fullchain.pem/g, join(folder, "cert.pem"))
    .replaceAll(/\/etc\/letsencrypt\/live\/[^/]+\/privkey.pem/g, join(folder, "key.pem"))
    .replaceAll("/var/log/nginx/", `${folder}/`);
  await writeFile(join(folder, "conf.d", "site.conf"), site);
  const snippet = adapt(await deployed("nginx/page.conf"));
  await writeFile(join(folder, "snippets", "matrix-register-page.conf"), snippet);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (what) => `${what}_temp_path ${folder}/${what};`,
  );
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
     events {}
     http {
       types { text/html html; text/css css; application/javascript js; application/json json; image/svg+xml svg; }
       default_type application/octet-stream; access_log off;
       ${temporary.join(" ")}
       include conf.d/*.conf;
     }`,
  );
  return ["-c", join(folder, "nginx.conf"), "-p", folder];
}

async function caddy({ folder, file, port, adapt }: Setting): Promise<readonly string[]> {
  const site = adapt(await deployed(file));
  const options = `{
    admin off
    local_certs
    skip_install_trust
    default_bind 127.0.0.1
    http_port ${await freePort()}
    https_port ${port}
    storage file_system ${folder}/storage
  }`;
  await writeFile(join(folder, "Caddyfile"), `${options}\n${site}`);
  await writeFile(join(folder, "page.caddy"), adapt(await deployed("caddy/page.caddy")));
  return ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
}

function deployed(file: string): Promise<string> {
  return readFile(join(root, "deploy", file), "utf8");
}

/** Asks a port of loopback as the host of a name. */
async function askAs(
  host: string,
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const asked = request({
    host: "127.0.0.1",
    port,
    path,
    servername: host,
    rejectUnauthorized: false,
    headers: { host, ...headers },
  }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const { statusCode = 0, headers: answered } = answer;
  return { status: statusCode, headers: answered, body: await buffer(answer) };
}
