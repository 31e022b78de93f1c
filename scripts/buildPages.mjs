/**
 * `node scripts/buildPages.mjs`: builds the page in each way in which it is tested, into `dist-e2e`. Does
 * nothing where what is there was built of the same sources, so that all who look at a page begin with it.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runCommand } from "./runCommand.mjs";

const root = join(import.meta.dirname, "..");
const folder = join(root, "dist-e2e");
const fingerprintFile = join(folder, "sources.sha256");

/** The page as it is developed: with its scenarios, and without a policy. It shows captchas in place. */
export const devFolder = join(folder, "dev");
/** The page as people get it, and in `captcha` as it shows captchas in place. */
export const builtFolder = join(folder, "built");

const captchas = { CAPTCHA_HOST: "www.recaptcha.net" };
/** The first screen is in the HTML, and gives way to what a test's own `config.json` says. */
const PAGE_CONFIG = "test/e2e/built.config.json";
/** In this order: a build empties its folder. */
const builds = [
  { to: devFolder, mode: "development", env: captchas },
  { to: builtFolder, mode: "production", env: { CAPTCHA_HOST: undefined, PAGE_CONFIG } },
  { to: join(builtFolder, "captcha"), mode: "production", env: { ...captchas, PAGE_CONFIG } },
];

if (process.argv[1] === import.meta.filename) await buildPages();

/** @throws {Error} when the page cannot be built; with what was said */
export async function buildPages() {
  const fingerprint = fingerprintOfSources();
  if (fingerprint === readFingerprint()) return;
  rmSync(folder, { recursive: true, force: true });
  for (const { to, mode, env } of builds) {
    const { exitCode, output } = await runCommand(
      `vite build --mode ${mode} --outDir ${relative(root, to)}`,
      { minutes: 3, env: { ...env, NODE_ENV: mode } },
    );
    if (exitCode !== 0) throw new Error(output);
  }
  writeFileSync(fingerprintFile, fingerprint);
}

/** Of all that a build reads: what is in this repository, and the versions of the rest. */
function fingerprintOfSources() {
  const folders = ["src", "public", "examples"].flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  const files = [
    ...folders.sort(),
    "index.html",
    "vite.config.ts",
    "tsconfig.json",
    "package-lock.json",
    "scripts/buildPages.mjs",
    PAGE_CONFIG,
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function readFingerprint() {
  try {
    return readFileSync(fingerprintFile, "utf8");
  } catch {
    return undefined; // They were never built, or not to the end.
  }
}
