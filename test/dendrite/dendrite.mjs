/**
 * A real Dendrite on loopback, for tests and for people (`npm run dendrite`).
 *
 *     const homeserver = await startDendrite("open");
 *     … homeserver.baseUrl …
 *     await homeserver.stop();
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, lastLine, launch, makeRunFolder, run, untilHealthy } from "../processes.mjs";
import { startStubs } from "../synapse/stubs.mjs";
import { writeSetUp } from "./setUps.mjs";

/** @import { Failure } from "../synapse/stubs.mjs" */
/** @import { SetUp } from "./setUps.mjs" */

/** The one version everything is tested with. */
export const dendriteVersion = "0.13.8";

const module = `github.com/matrix-org/dendrite/cmd/dendrite@v${dendriteVersion}`;
const leastGo = [1, 26];

/** Shared by all working trees of this user: its build takes minutes. */
const cache = join(
  process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
  "matrix-register-kit",
  `dendrite-${dendriteVersion}`,
);

/**
 * @typedef {object} Dendrite
 * @property {string} baseUrl without a slash at its end
 * @property {string} serverName
 * @property {SetUp} setUp
 * @property {() => Promise<void>} expireSessions ends all UIA sessions, as if 5 minutes had gone by
 * @property {(failure: Failure) => () => void} misbehave lets something around it fail; the returned
 *   function takes it back
 * @property {() => Promise<void>} restart stops and starts the homeserver; its data stay
 * @property {() => string} log what it wrote since its start, the end of it
 * @property {() => Promise<void>} stop ends the homeserver and removes its data
 */

/**
 * Finds Dendrite, or builds it from the Go module proxy. The environment variable `DENDRITE` names
 * another binary.
 * @returns {Promise<{ binary: string } | { missing: string }>} `missing` says in one sentence why not
 */
export async function installDendrite() {
  const own = process.env["DENDRITE"];
  if (own) {
    const { code } = await run(own, ["-version"]);
    return code === 0 ? { binary: own } : { missing: `DENDRITE (${own}) is no Dendrite.` };
  }
  const binary = join(cache, "dendrite");
  if (existsSync(binary)) return { binary };
  if (!(await hasGo())) {
    return { missing: `Dendrite needs Go ${leastGo.join(".")} or newer, which was not found.` };
  }
  return build(binary);
}

/**
 * Builds beside its place and moves it there at once, so that two builds at a time are safe.
 * @param {string} binary
 * @returns {Promise<{ binary: string } | { missing: string }>}
 */
async function build(binary) {
  process.stdout.write(`Building Dendrite ${dendriteVersion} in ${cache}; this takes minutes.\n`);
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "build-"));
  try {
    const { code, errors } = await run("go", ["install", module], {
      env: { GOBIN: folder, CGO_ENABLED: "1" },
    });
    if (code !== 0) return { missing: `Dendrite could not be built: ${lastLine(errors)}` };
    await rename(join(folder, "dendrite"), binary);
    return { binary };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function hasGo() {
  const { output } = await run("go", ["env", "GOVERSION"]);
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(output) ?? [];
  const [leastMajor = 0, leastMinor = 0] = leastGo;
  return (
    Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor)
  );
}

/**
 * Starts a homeserver with empty databases. It ends at the latest when this process does.
 * @param {SetUp} setUp
 * @returns {Promise<Dendrite>}
 * @throws {Error} when Dendrite is missing or does not come up; with what it wrote
 */
export async function startDendrite(setUp) {
  const installation = await installDendrite();
  if ("missing" in installation) throw new Error(installation.missing);
  const folder = await makeRunFolder(join(tmpdir(), "matrix-register-kit-dendrite"), setUp);
  const address = `127.0.0.1:${await freePort()}`;
  const baseUrl = `http://${address}`;
  const stubs = await startStubs();
  const configuration = await writeSetUp(setUp, { folder, baseUrl, stubsUrl: stubs.url });

  const start = async () => {
    const launched = launch(process.execPath, [
      join(import.meta.dirname, "..", "serveWhileOpen.mjs"),
      folder,
      installation.binary,
      "-config",
      configuration,
      "-http-bind-address",
      address,
      "-really-enable-open-registration",
    ]);
    await untilHealthy("Dendrite", `${baseUrl}/_matrix/client/versions`, launched);
    return launched;
  };
  let dendrite = await start().catch(async (/** @type {unknown} */ error) => {
    await stubs.stop();
    throw error;
  });
  const restart = async () => {
    await dendrite.end();
    dendrite = await start();
  };

  return {
    baseUrl,
    serverName: "localhost",
    setUp,
    // It keeps them in memory.
    expireSessions: restart,
    misbehave: stubs.misbehave,
    restart,
    log: () => dendrite.log(),
    async stop() {
      await Promise.all([dendrite.endNow(), stubs.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
