/**
 * A real Synapse on loopback, for tests and for people (`npm run synapse`).
 *
 *     const homeserver = await startSynapse("open");
 *     … homeserver.baseUrl …
 *     await homeserver.stop();
 */
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { freePort, lastLine, makeRunFolder, run, untilHealthy } from "../processes.mjs";
import { oidcClient, setUpsWithSso, sharedSecret, writeSetUp } from "./setUps.mjs";
import { startStubs } from "./stubs.mjs";

/** @import { Socket } from "node:net" */
/** @import { AccountServer } from "../oidc/accountServer.mjs" */
/** @import { AnySetUp } from "./setUps.mjs" */
/** @import { Failure, Mail, Sms } from "./stubs.mjs" */

/** The one version everything is tested with. */
export const synapseVersion = "1.163.2";

/** What we keep for Synapse; git ignores it. */
const ground = join(import.meta.dirname, "..", "..", ".synapse");
const virtualEnvironment = join(ground, "venv");
const runs = join(ground, "run");

/**
 * @typedef {object} RegistrationTokenOptions
 * @property {string} [token] left out: Synapse chooses one
 * @property {number} [usesAllowed] left out: any number
 * @property {number} [expiryTime] ms since the epoch; left out: never
 */

/**
 * @typedef {object} Synapse
 * @property {string} baseUrl without a slash at its end
 * @property {string} serverName
 * @property {AnySetUp} setUp
 * @property {(options?: RegistrationTokenOptions) => Promise<string>} createRegistrationToken
 * @property {(token: string) => Promise<{ pending: number, completed: number }>} countRegistrationToken
 *   how often a token is being used, and has been
 * @property {(userId: string) => Promise<void>} approve lets in an account that waits for approval
 * @property {() => Promise<void>} expireSessions ends all UIA sessions, as if 48 hours had gone by
 * @property {() => Promise<void>} expireMailLinks no link in a mail sent until now is good any longer
 * @property {() => void} expireCodes no code sent until now is good any longer
 * @property {readonly Mail[]} mailbox every mail it has sent, oldest first
 * @property {readonly Sms[]} smsInbox every SMS that was sent for it, oldest first
 * @property {(failure: Failure) => () => void} misbehave lets something around it fail; the returned
 *   function takes it back
 * @property {AccountServer | undefined} accounts who keeps its accounts, in the set-up `oauth`
 * @property {() => string} log what it wrote since its start, the end of it
 * @property {() => Promise<void>} stop ends the homeserver and removes its data
 */

/**
 * Finds Synapse, or installs it into a virtual environment of the project's own. The environment
 * variable `SYNAPSE_PYTHON` names another Python that has it.
 * @returns {Promise<{ python: string } | { missing: string }>} `missing` says in one sentence why not
 */
export async function installSynapse() {
  const own = process.env["SYNAPSE_PYTHON"];
  if (own) {
    const found = await run(own, ["-c", "import authlib, synapse; print(synapse.__version__)"]);
    return found.output.trim() === synapseVersion
      ? { python: own }
      : { missing: `SYNAPSE_PYTHON (${own}) has no matrix-synapse[oidc] ${synapseVersion}.` };
  }
  const python = join(virtualEnvironment, "bin", "python");
  if (existsSync(join(virtualEnvironment, `synapse-${synapseVersion}-oidc`))) return { python };
  const base = await findPython();
  if (!base) return { missing: "Synapse needs Python 3.10 or newer, which was not found." };
  const installation = await run(
    base,
    [join(import.meta.dirname, "install.py"), virtualEnvironment, synapseVersion],
    { onOutput: (text) => process.stdout.write(text) },
  );
  return installation.code === 0
    ? { python }
    : { missing: `Synapse could not be installed: ${lastLine(installation.errors)}` };
}

/**
 * Starts a homeserver with an empty database. It ends at the latest when this process does.
 * @param {AnySetUp} setUp
 * @param {{ onMail?: (mail: Mail) => void, onSms?: (sms: Sms) => void }} [listeners]
 * @returns {Promise<Synapse>}
 * @throws {Error} when Synapse is missing or does not come up; with what it wrote
 */
export async function startSynapse(setUp, listeners) {
  const installation = await installSynapse();
  if ("missing" in installation) throw new Error(installation.missing);
  const { python } = installation;

  const folder = await makeRunFolder(runs, setUp);
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const stubs = await startStubs(listeners);
  const { smtpPort, url: stubsUrl } = stubs;
  const provider = setUpsWithSso.includes(setUp) ? await startSignOn(baseUrl) : undefined;
  const accounts = setUp === "oauth" ? await startAccounts(baseUrl) : undefined;
  const configuration = await writeSetUp(setUp, {
    folder,
    port,
    smtpPort,
    stubsUrl,
    ...(accounts && { accountsUrl: accounts.url }),
    ...(provider && { issuer: provider.issuer }),
  });
  const synapse = await launchSynapse(python, configuration, baseUrl).catch(
    async (/** @type {unknown} */ error) => {
      await Promise.all([stubs.stop(), provider?.stop(), accounts?.stop()]);
      throw error;
    },
  );

  /** @type {Promise<string> | undefined} */
  let administrator;
  /**
   * @param {"GET" | "POST" | "PUT"} method
   * @param {string} path
   * @param {unknown} [body]
   */
  const administer = async (method, path, body) => {
    administrator ??= logInAdministrator(baseUrl);
    return api(method, `${baseUrl}/_synapse/admin/${path}`, body, await administrator);
  };

  return {
    baseUrl,
    serverName: "localhost",
    setUp,
    async createRegistrationToken({ token, usesAllowed, expiryTime } = {}) {
      const created = await administer("POST", "v1/registration_tokens/new", {
        ...(token === undefined ? {} : { token }),
        ...(usesAllowed === undefined ? {} : { uses_allowed: usesAllowed }),
        ...(expiryTime === undefined ? {} : { expiry_time: expiryTime }),
      });
      return created.token;
    },
    async countRegistrationToken(token) {
      const { pending, completed } = await administer("GET", `v1/registration_tokens/${token}`);
      return { pending, completed };
    },
    async approve(userId) {
      await administer("PUT", `v2/users/${encodeURIComponent(userId)}`, { approved: true });
    },
    expireSessions: () => synapse.expire("sessions"),
    expireMailLinks: () => synapse.expire("links"),
    mailbox: stubs.mailbox,
    smsInbox: stubs.smsInbox,
    misbehave: stubs.misbehave,
    expireCodes: stubs.expireCodes,
    accounts,
    log: synapse.log,
    async stop() {
      await Promise.all([synapse.end(), stubs.stop(), provider?.stop(), accounts?.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} baseUrl */
async function startAccounts(baseUrl) {
  const { startAccountServer } = await import("../oidc/accountServer.mjs");
  return startAccountServer({ homeserver: baseUrl });
}

/** @param {string} baseUrl */
async function startSignOn(baseUrl) {
  // It speaks up when it is loaded, which the other set-ups need not hear.
  const { startProvider } = await import("../oidc/provider.mjs");
  return startProvider(() => ({
    clients: [
      {
        client_id: oidcClient.id,
        client_secret: oidcClient.secret,
        redirect_uris: [`${baseUrl}/_synapse/client/oidc/callback`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
  }));
}

/** The socket of this process's launcher. @type {Promise<string> | undefined} */
let launcher;

/**
 * Loads Synapse once for all homeservers of this process, with which it ends.
 * @param {string} python
 * @returns {Promise<string>} the socket at which they are asked for
 */
async function startLauncher(python) {
  const socket = join(await mkdtemp(join(tmpdir(), "synapse-")), "launcher");
  const child = spawn(python, [join(import.meta.dirname, "launcher.py"), socket], {
    env: { ...process.env, no_proxy: "127.0.0.1,localhost" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const isReady = once(child.stdout, "data").then(() => true);
  const ended = once(child, "exit").then(() => false);
  if (!(await Promise.race([isReady, ended]))) throw new Error("Synapse could not be loaded.");
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) /** @type {Socket} */ (pipe).unref();
  return socket;
}

/**
 * @param {string} python
 * @param {string} configuration
 * @param {string} baseUrl
 */
async function launchSynapse(python, configuration, baseUrl) {
  const logFile = join(dirname(configuration), "homeserver.log");
  launcher ??= startLauncher(python);
  const connection = createConnection(await launcher);
  const closed = once(connection, "close");
  const lines = createInterface(connection);
  connection.write(`${configuration}\n`);

  const log = () => readFileSync(logFile, "utf8").slice(-100_000);
  const end = async () => {
    connection.end();
    await closed;
  };

  await untilHealthy("Synapse", `${baseUrl}/health`, { exited: closed, endNow: end, log });

  return {
    end,
    log,
    /** @param {"sessions" | "links"} what */
    async expire(what) {
      const answered = once(lines, "line");
      connection.write(`expire ${what}\n`);
      await Promise.race([answered, closed]);
    },
  };
}

/** @param {string} baseUrl */
async function logInAdministrator(baseUrl) {
  const account = { username: "administrator", password: "administrator" };
  const url = `${baseUrl}/_synapse/admin/v1/register`;
  const { nonce } = await api("GET", url);
  const mac = createHmac("sha1", sharedSecret)
    .update([nonce, account.username, account.password, "admin"].join("\0"))
    .digest("hex");
  await api("POST", url, { ...account, nonce, admin: true, inhibit_login: true, mac });
  const session = await api("POST", `${baseUrl}/_matrix/client/v3/login`, {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: account.username },
    password: account.password,
  });
  return session.access_token;
}

/**
 * @param {"GET" | "POST" | "PUT"} method
 * @param {string} url
 * @param {unknown} [body]
 * @param {string} [accessToken]
 * @returns {Promise<any>}
 */
async function api(method, url, body, accessToken) {
  const response = await fetch(url, {
    method,
    headers: accessToken ? { Authorization: `Bearer ${accessToken}` } : {},
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}

async function findPython() {
  for (const name of ["python3.13", "python3.12", "python3.11", "python3.10", "python3"]) {
    const { code } = await run(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]);
    if (code === 0) return name;
  }
  return undefined;
}
