import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { noSecrets } from "../../src/uia/run/requests/requestBody.js";

/** Compares SECURITY.md with the code, where a machine can. */
const document = readFileSync("SECURITY.md", "utf8");
const section = document.slice(
  document.indexOf("## Where each secret is"),
  document.indexOf("## A secret goes only to its maker"),
);
const [secretsPart = "", storagePart = ""] = section.split("The kit keeps these");

/** The rows of a table, cell by cell. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows = text.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) => row.split("|").map((cell) => cell.trim()));
}

const inCode = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

/** The files of a folder and of those in it. */
function sources(folder: string): readonly { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

test("each secret of a registration is in the list, and the list names no other", () => {
  // How many messages were sent is no secret.
  const { messagesSent: _, ...secrets } = noSecrets();
  const named = rowsOf(secretsPart).flatMap(([, secret = ""]) => inCode(secret));
  expect(named.filter((name) => !["sid", "codeVerifier"].includes(name)).sort()).toEqual(
    Object.keys(secrets).sort(),
  );
});

test("each key of the tab's storage is in the list", () => {
  // The fake homeserver is for tests.
  const files = sources("src").filter(({ path }) => !path.startsWith("src/testing"));
  const keeping = files.filter(({ path }) => !path.includes("/dev/"));
  const keys = keeping.flatMap(({ text }) =>
    [...text.matchAll(/[kK]ey = "(matrix-register-kit[^"]*)"/g)].map(([, key = ""]) => key),
  );
  expect(keys.length).toBeGreaterThan(4);
  const prefixes = ["early", "method", "oauth", "sso"].map(
    (what) => `matrix-register-kit.${what}.`,
  );
  const listed = rowsOf(storagePart).flatMap(([, key = ""]) => inCode(key));
  expect([...listed].sort()).toEqual([...keys, ...prefixes].sort());
  // Nothing is kept where it outlives the tab.
  for (const { path, text } of files) {
    expect(text, path).not.toMatch(/localStorage|indexedDB|document\.cookie|caches\./);
  }
});

describe("the requests that the list names", () => {
  test("are all that carry an access token, or something typed in their address", () => {
    const files = sources("src/protocol/endpoints");
    const pathsIn = (matching: RegExp) =>
      files
        .filter(({ text }) => matching.test(text))
        .flatMap(({ text }) => [...text.matchAll(/"\/_matrix\/client\/v\d(\/[^"]*)"/g)])
        .map(([, path = ""]) => path);
    expect(pathsIn(/accessToken \}\)/).sort()).toEqual(["/account/whoami", "/logout"]);
    expect(secretsPart).toMatch(/`\/account\/whoami` and `\/logout`/);
    const withToken = pathsIn(/endpoint\([^)]*\{ token \}\)/);
    expect(withToken).toEqual([expect.stringMatching(/\/validity$/)]);
    expect(secretsPart).toContain("`/validity`");
  });
});
