/** What the real homeservers of the tests share: folders, ports, and commands that end with us. */
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const startTimeLimit = 120_000;

/**
 * Makes an empty folder for a homeserver of this process. Removes the folders of processes that were
 * killed together with their homeservers.
 * @param {string} runs the folder for all of them
 * @param {string} name
 */
export async function makeRunFolder(runs, name) {
  await mkdir(runs, { recursive: true });
  for (const folder of await readdir(runs)) {
    const owner = Number.parseInt(folder, 10);
    if (!isRunning(owner)) await rm(join(runs, folder), { recursive: true, force: true });
  }
  return mkdtemp(join(runs, `${process.pid}-${name}-`));
}

/** @param {number} processId */
function isRunning(processId) {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // Another user's process exists as well, though it cannot be signalled.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Finds a port that is free, and that the system gives to no other process meanwhile: it hands out
 * ports from 32768 on.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(16_384, 32_768);
    const server = createServer().listen(port, "127.0.0.1");
    try {
      await once(server, "listening");
    } catch {
      continue; // Somebody listens there.
    }
    server.close();
    await once(server, "close");
    return port;
  }
}

/**
 * Waits until an address answers well.
 * @param {string} name of the homeserver
 * @param {string} url
 * @param {Pick<Launched, "exited" | "endNow" | "log">} launched
 * @throws {Error} when the process ends before, or takes too long; with what it wrote
 */
export async function untilHealthy(name, url, { exited, endNow, log }) {
  const deadline = Date.now() + startTimeLimit;
  while (!(await isHealthy(url))) {
    const ended = await Promise.race([exited, wait(100)]);
    if (ended) throw new Error(`${name} ended while starting (${String(ended[0])}):\n${log()}`);
    if (Date.now() > deadline) {
      await endNow();
      throw new Error(`${name} did not start within ${startTimeLimit / 1000} s:\n${log()}`);
    }
  }
}

/** @param {string} url */
async function isHealthy(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/**
 * @typedef {object} Launched a process that runs for as long as its standard input stays open
 * @property {import("node:child_process").ChildProcessWithoutNullStreams} child
 * @property {Promise<unknown[]>} exited
 * @property {() => Promise<void>} end lets it come to its end
 * @property {() => Promise<void>} endNow ends it, and what it keeps
 * @property {() => string} log the end of what it wrote
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Launched}
 */
export function launch(command, args) {
  const child = spawn(command, args, {
    env: { ...process.env, no_proxy: "127.0.0.1,localhost", PYTHONUNBUFFERED: "1" },
  });
  const exited = once(child, "exit").catch((/** @type {unknown} */ error) => [error]);
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    log = (log + text).slice(-100_000);
  });
  child.stdin.on("error", () => {
    // It has ended already, which is learned from its exit.
  });
  const killAfterAWhile = () => within(10_000, exited, () => child.kill("SIGKILL"));
  return {
    child,
    exited,
    end: () => {
      child.kill("SIGTERM");
      return killAfterAWhile();
    },
    endNow: () => {
      child.stdin.end();
      return killAfterAWhile();
    },
    log: () => log,
  };
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number | null, output: string, errors: string }>}
 */
export async function run(command, args, { env, onOutput } = {}) {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    output += text;
    onOutput?.(text);
  });
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    errors += text;
  });
  return new Promise((resolve) => {
    child.on("error", (error) => {
      resolve({ code: null, output, errors: error.message });
    });
    child.on("close", (code) => {
      resolve({ code, output, errors });
    });
  });
}

/** @param {string} text */
export function lastLine(text) {
  return text.trim().split("\n").at(-1) ?? "";
}

/**
 * @param {number} ms
 * @param {Promise<unknown>} promise
 * @param {() => void} otherwise called when the promise takes longer; it is awaited all the same
 */
async function within(ms, promise, otherwise) {
  const timer = setTimeout(otherwise, ms);
  await promise;
  clearTimeout(timer);
}
