/**
 * Runs Dendrite for as long as standard input stays open.
 *
 * The pipe closes when the process that started this one ends, however it ends, so that no homeserver
 * and no data folder outlives a test run. SIGTERM ends Dendrite and keeps the folder.
 *
 * Usage: run.mjs <data folder> <binary> <arguments of the binary …>
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const [folder = "", binary = "", ...args] = process.argv.slice(2);

// Its log goes to standard output; here everything that it writes is a log.
const dendrite = spawn(binary, args, { cwd: folder, stdio: ["ignore", 2, 2] });
dendrite.on("error", ({ message }) => {
  console.error(message);
  process.exit(1);
});

let isOver = false;
dendrite.on("exit", (code) => {
  if (isOver) rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});

process.stdin.resume().on("close", () => {
  isOver = true;
  dendrite.kill("SIGKILL");
});
process.once("SIGTERM", () => {
  // It closes its databases slowly, and what is written is written.
  dendrite.kill("SIGKILL");
});
