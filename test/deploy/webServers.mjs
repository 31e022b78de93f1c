/**
 * The web servers for which `deploy/` has configurations. Found on the path, or taken out of Debian's
 * packages without installing these, which would start them.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { lastLine, run } from "../processes.mjs";

/** @typedef {"nginx" | "caddy"} WebServer */

/** Shared by all working trees of this user. */
const cache = join(
  process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
  "matrix-register-kit",
  "web-servers",
);

/** Where their binaries stand in Debian's packages. @type {Readonly<Record<WebServer, string>>} */
const packaged = { nginx: "usr/sbin/nginx", caddy: "usr/bin/caddy" };

/**
 * Finds a web server, or gets it.
 * @param {WebServer} name
 * @returns {Promise<{ binary: string } | { missing: string }>} `missing` says in one sentence why not
 */
export async function installWebServer(name) {
  const binary = findWebServer(name);
  if (binary !== undefined) return { binary };
  const fault = await unpack(name);
  if (fault === undefined) return { binary: join(cache, packaged[name]) };
  return { missing: `${name} is not installed and could not be got: ${fault}` };
}

/**
 * @param {WebServer} name
 * @returns {string | undefined}
 */
export function findWebServer(name) {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];
  const places = [...folders.map((folder) => join(folder, name)), join(cache, packaged[name])];
  return places.find((place) => existsSync(place));
}

/**
 * Unpacks Debian's package beside its place and moves it there at once, so that two at a time are safe.
 * @param {WebServer} name
 * @returns {Promise<string | undefined>} why it failed
 */
async function unpack(name) {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "get-"));
  try {
    const download = `apt-get download ${name}`;
    const got = await run("sh", [
      "-c",
      `cd "$0" && { ${download} || { apt-get update && ${download}; }; }`,
      folder,
    ]);
    if (got.code !== 0) return lastLine(got.errors);
    const [file = ""] = await readdir(folder);
    const unpacked = await run("dpkg-deb", ["-x", join(folder, file), folder]);
    if (unpacked.code !== 0) return lastLine(unpacked.errors);
    const binary = join(cache, packaged[name]);
    await mkdir(join(binary, ".."), { recursive: true });
    await rename(join(folder, packaged[name]), binary);
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
