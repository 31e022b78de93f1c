import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The README's examples as files of the project, though none of them lies on the disk. */
const examples = new Map(
  [...readme.matchAll(/```(tsx?)\n(.*?)```/gs)].map(([, extension, code], index) => [
    join(root, `readme-example-${index + 1}.${extension ?? ""}`),
    code ?? "",
  ]),
);

test("the README's examples compile", () => {
  expect(examples.size).toBeGreaterThan(5);
  expect(faults()).toEqual([]);
}, 60_000);

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
