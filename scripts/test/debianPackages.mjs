/**
 * Packages of Debian, for who runs the tests as root on it.
 */
import { existsSync } from "node:fs";
import { runCommand } from "../runCommand.mjs";

/** Neither a lock that another holds nor a network that does not answer holds the tests up for long. */
const options =
  "-q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20";

export function canInstallDebianPackages() {
  return (
    process.getuid?.() === 0 && existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get")
  );
}

/**
 * Installs packages: all at once, or, when one of them is not to be had, each that is.
 *
 * @param {readonly string[]} packages
 */
export async function installDebianPackages(packages) {
  console.log(`Installing with apt-get: ${packages.join(" ")}`);
  await runApt("update");
  if ((await install(packages.join(" "))) === undefined) return;
  for (const each of packages) {
    const fault = await install(each);
    if (fault !== undefined) console.log(`${each} was not installed: ${fault}`);
  }
}

/** @param {string} packages */
function install(packages) {
  return runApt(`install -y --no-install-recommends ${packages}`);
}

/**
 * @param {string} what
 * @returns {Promise<string | undefined>} what apt-get says of its failure
 */
async function runApt(what) {
  const { exitCode, output } = await runCommand(`apt-get ${options} ${what}`, {
    minutes: 5,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  return exitCode === 0 ? undefined : output.trim().split("\n").at(-1);
}
