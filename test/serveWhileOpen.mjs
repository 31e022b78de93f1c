/**
 * Runs a server for as long as standard input stays open.
 *
 * The pipe closes when the process that started this one ends, however it ends, so that no server
 * and no data folder outlives a test run. SIGTERM ends the server and keeps the folder.
 *
 * Usage: serveWhileOpen.mjs <data folder> <binary> <arguments of the binary …>
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const [folder = "", binary = "", ...args] = process.argv.slice(2);

// A log may go to standard output; here everything that it writes is one.
const server = spawn(binary, args, { cwd: folder, stdio: ["ignore", 2, 2] });
server.on("error", ({ message }) => {
  console.error(message);
  process.exit(1);
});

let isOver = false;
server.on("exit", (code) => {
  if (isOver) rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});

process.stdin.resume().on("close", () => {
  isOver = true;
  server.kill("SIGKILL");
});
process.once("SIGTERM", () => {
  // Dendrite closes its databases slowly, and what is written is written.
  server.kill("SIGKILL");
});
