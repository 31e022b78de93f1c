import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const documents = ["README.md", "docs/options.md", "docs/stages.md"];

/** The examples of the documents as files of the project, though none of them lies on the disk. */
const examples = new Map(
  documents.flatMap((document) => {
    const text = readFileSync(join(root, document), "utf8");
    return [...text.matchAll(/```(tsx?)\n(.*?)```/gs)].map(
      ([, extension, code], index) =>
        [
          join(root, `${basename(document, ".md")}-example-${index + 1}.${extension ?? ""}`),
          code ?? "",
        ] as const,
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

test("links between documents lead to files that exist", () => {
  const texts = ["", "docs", "docs/decisions", "src/locales"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)))
    .filter((file) => file.endsWith(".md"));
  const broken = texts.flatMap((document) =>
    [...readFileSync(join(root, document), "utf8").matchAll(/\]\((?!https?:)([^)#\s]+)/g)]
      .map(([, target = ""]) => join(dirname(document), target))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${document}: ${target}`),
  );
  expect(texts.length).toBeGreaterThan(8);
  expect(broken).toEqual([]);
});

function faults(): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => examples.has(path) || disk.fileExists(path),
    readFile: (path) => examples.get(path) ?? disk.readFile(path),
    getSourceFile: (path, version, ...rest) => {
      const example = examples.get(path);
      return example === undefined
        ? disk.getSourceFile(path, version, ...rest)
        : ts.createSourceFile(path, example, version);
    },
  };
  const program = ts.createProgram([...examples.keys()], options, host);
  return [...examples.keys()]
    .map((path) => program.getSourceFile(path))
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ])
    .map(({ file, start = 0, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
      const text = file?.text.split("\n")[line]?.trim() ?? "";
      return `${text}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}
