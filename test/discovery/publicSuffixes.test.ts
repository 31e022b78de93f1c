import { readFileSync } from "node:fs";
import * as forNode from "tldts";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const file = new URL(
  `../../node_modules/${packageJson.imports["#public-suffixes"].default}`,
  import.meta.url,
);

test("bundlers get the public suffix list in one file", async () => {
  const text = readFileSync(file, "utf8");
  expect(text).not.toMatch(/\b(?:import|require)\s*[({"'*]/);
  expect(text).toMatch(/\bas getDomain\b/);
});

test("it tells a site as that of Node does", async () => {
  const forBundlers = (await import(file.href)) as typeof forNode;
  const options = { allowPrivateDomains: true, extractHostname: false };
  for (const host of ["a.example.org", "a.b.co.uk", "alice.github.io", "localhost", "127.0.0.1"]) {
    expect(forBundlers.getDomain(host, options)).toBe(forNode.getDomain(host, options));
  }
});
