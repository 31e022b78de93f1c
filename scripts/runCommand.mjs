import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");

/** The process groups that run: a command and all it started. @type {Set<number>} */
const groups = new Set();

/**
 * Runs a shell command in the project's folder, with the binaries of its packages on the path, and
 * collects what it writes. Nothing it started outlives it, or us.
 *
 * @param {string} command
 * @param {{
 *   minutes: number,
 *   env?: NodeJS.ProcessEnv,
 *   onOutput?: (text: string) => void,
 * }} options `minutes`: its time limit
 * @returns {Promise<{ exitCode: number | null, output: string }>} `exitCode` is null when it was killed
 */
export async function runCommand(command, { minutes, env, onOutput }) {
  const child = spawn(command, {
    cwd: root,
    shell: true,
    // A group of its own, so that it can be ended with everything it started.
    detached: true,
    env: { ...withBinaries(process.env), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const group = child.pid;
  if (group === undefined) return { exitCode: null, output: `${command} did not start.` };
  groups.add(group);

  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
      onOutput?.(text);
    });
  }
  const limit = setTimeout(() => {
    output += `\nNot done after ${minutes} minutes: ended.\n`;
    endGroup(group);
  }, minutes * 60_000);
  const closed = once(child, "close");
  const [exitCode] = await once(child, "exit");
  clearTimeout(limit);
  // What is left of the group would keep the pipes open.
  endGroup(group);
  groups.delete(group);
  await closed;
  return { exitCode, output };
}

/** Ends every command when this process is told to end. */
export function endCommandsWithUs() {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.once(signal, () => {
      for (const group of groups) endGroup(group);
      process.exit(1);
    });
  }
}

/** @param {number} group */
function endGroup(group) {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** @param {NodeJS.ProcessEnv} environment */
function withBinaries(environment) {
  const path = `${join(root, "node_modules", ".bin")}${delimiter}${environment["PATH"]}`;
  const { FORCE_COLOR: _colour, ...others } = environment;
  return { ...others, NO_COLOR: "1", PATH: path };
}
