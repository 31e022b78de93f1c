/**
 * Apps outside the project that take the package as it would be published.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endCommandsWithUs, runCommand } from "./runCommand.mjs";

/** It takes packages from its own store, and gives an app nothing but what that depends on. */
export const pnpm = "npx --yes pnpm@10.34.8 install --no-frozen-lockfile --prefer-offline";

/**
 * Makes a folder that lasts as long as this process, and packs the built package into it.
 *
 * @param {string} name
 * @returns {Promise<{ folder: string, tarball: string }>}
 */
export async function packIntoFreshFolder(name) {
  endCommandsWithUs();
  const folder = mkdtempSync(join(tmpdir(), `matrix-register-kit-${name}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await mustRun(`npm pack --ignore-scripts --pack-destination ${folder}`);
  return { folder, tarball: join(folder, readdirSync(folder)[0] ?? "") };
}

/**
 * @param {string} command
 * @throws {Error} with its output, when it fails
 */
export async function mustRun(command) {
  const { exitCode, output } = await runCommand(command, { minutes: 3 });
  if (exitCode !== 0) throw new Error(`${command}\n${output}`);
}
