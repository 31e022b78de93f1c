/**
 * `npm run installs`: packs the package as it would be published, installs it with each package manager
 * into an empty app, and loads it there. Compiles the examples of README with the lowest version of
 * TypeScript that the package supports, however that finds modules.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, packIntoFreshFolder, pnpm } from "./freshApps.mjs";
import { tellVerdicts } from "./verdicts.mjs";

const lowestTypeScript = "5.0.4";

/** Commands by the manager they install with. */
const managers = {
  npm: "npm install --no-audit --no-fund --prefer-offline",
  "npm with legacy-peer-deps":
    "npm install --no-audit --no-fund --prefer-offline --legacy-peer-deps",
  "pnpm 10": pnpm,
  // It would take an older tarball of the same version out of a cache that is shared.
  "yarn 1": "npx --yes yarn@1.22.22 install --non-interactive --cache-folder .yarn-cache",
};

/** How TypeScript finds modules, with the format of modules that goes with it. */
const resolutions = { node: "esnext", node16: "node16", bundler: "esnext" };

/** Loads the entries that stand without a stylesheet, and says how many names they have. */
const load = `
const entries = ["", "/core", "/card", "/oauth", "/parts/UsernameField", "/testing", "/testing/node", "/locales/de"];
const modules = await Promise.all(entries.map((each) => import("matrix-register-kit" + each)));
if (modules.some((each) => Object.keys(each).length === 0)) throw new Error("An entry is empty.");
`;

const { folder, tarball } = await packIntoFreshFolder("installs");

const rows = [];
for (const [manager, install] of Object.entries(managers)) {
  const app = makeApp(manager);
  await mustRun(`cd ${app} && ${install} && node load.mjs`);
  rows.push([manager, "installs, loads every entry"]);
}

const app = join(folder, "npm");
const examples = [...readFileSync("README.md", "utf8").matchAll(/```tsx\n(.*?)```/gs)];
for (const [number, [, example = ""]] of examples.entries()) {
  writeFileSync(join(app, `example${number}.tsx`), example);
}
for (const [resolution, format] of Object.entries(resolutions)) {
  await mustRun(
    `cd ${app} && node node_modules/typescript/bin/tsc --noEmit --strict --skipLibCheck false --skipDefaultLibCheck --jsx react-jsx --target es2022 --lib es2022,dom,dom.iterable --module ${format} --moduleResolution ${resolution} *.tsx`,
  );
  rows.push([
    `TypeScript ${lowestTypeScript}, \`moduleResolution: ${resolution}\``,
    "compiles the examples of README",
  ]);
}
tellVerdicts(["with", "verdict"], rows);

/**
 * Makes an app that depends on the tarball and on React alone.
 * @param {string} manager
 * @returns {string} its folder
 */
function makeApp(manager) {
  const app = join(folder, manager.replaceAll(" ", "-"));
  mkdirSync(app);
  const dependencies = {
    "matrix-register-kit": `file:${tarball}`,
    react: "^19.0.0",
    "react-dom": "^19.0.0",
    ...(manager === "npm" && { "@types/react": "^19.0.0", typescript: lowestTypeScript }),
  };
  const manifest = { name: "app", private: true, type: "module", dependencies };
  writeFileSync(join(app, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(app, "load.mjs"), load);
  return app;
}
