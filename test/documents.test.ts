import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findDocuments, renderDocument } from "../scripts/site/documents.mjs";
import { brokenLinks } from "../scripts/site/links.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const documents = [
  "README.md",
  "docs/embedding.md",
  "docs/options.md",
  "docs/stages.md",
  "docs/testing.md",
];

/** The examples of the documents, by the name of a file for each. */
const examples = new Map(
  documents.flatMap((document) => {
    const text = readFileSync(join(root, document), "utf8");
    return [...text.matchAll(/```(tsx?)\n(.*?)```/gs)].map(
      ([, extension = "", code = ""], index) =>
        [`${basename(document, ".md")}-example-${index + 1}.${extension}`, code] as const,
    );
  }),
);

test("the examples of README and docs compile", () => {
  expect(examples.size).toBeGreaterThan(5);
  expect(faults()).toEqual([]);
}, 60_000);

test("README has at most 150 lines, ARCHITECTURE 120", () => {
  const lines = (document: string) =>
    readFileSync(join(root, document), "utf8").split("\n").length - 1;
  expect(lines("README.md")).toBeLessThanOrEqual(150);
  expect(lines("ARCHITECTURE.md")).toBeLessThanOrEqual(120);
});

test("README shows a picture in light and in dark, each below 100 kB", () => {
  const text = readFileSync(join(root, "README.md"), "utf8");
  const pictures = [...text.matchAll(/<(?:img|source) [^>]*?(?:src|srcset)="([^"]+)"/g)].map(
    ([, file = ""]) => file,
  );
  expect(pictures).toEqual(["docs/card-dark.png", "docs/card-light.png"]);
  for (const file of pictures) expect(statSync(join(root, file)).size).toBeLessThan(100_000);
});

test("links between documents lead to files and headings that there are", () => {
  const pages = findDocuments().map(renderDocument);
  expect(pages.length).toBeGreaterThan(20);
  expect(brokenLinks(pages, root)).toEqual([]);
});

test("a link to no file and one to no heading lead nowhere", () => {
  const html =
    '<h2 id="there">There</h2><a href="#there"></a><a href="#gone"></a><img src="no.png">';
  const page = { path: "docs/a.html", title: "A", html };
  expect(brokenLinks([page], root)).toEqual([
    "docs/a.html: docs/a.html#gone",
    "docs/a.html: docs/no.png",
  ]);
});

/** Compiles the examples as files of the project, and lists what the compiler says of them. */
function faults(): string[] {
  const folder = join(root, "node_modules/.cache/examples");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, code] of examples) writeFileSync(join(folder, name), code);
  const config = { extends: join(root, "tsconfig.json"), files: [...examples.keys()], include: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript-7/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
  });
  return stdout.split("\n").filter(Boolean);
}
