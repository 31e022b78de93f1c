import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commentsIn, faultsOf, sentencesOf } from "./prose.js";

/** Folders of `src` whose comments are held to the rules of CONTRIBUTING. */
const folders = [
  "protocol",
  "discovery",
  "uia",
  "redirect",
  "locales",
  "react",
  "components",
  "card",
  "page",
  "testing",
];

const documents = [".", "docs", "docs/decisions", "src/locales", "stories/start", "stories/card"]
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((file) => /\.mdx?$/.test(file) && file !== "docs/problems.md");

test.each(folders)("the comments of src/%s are plain", (folder) => {
  const files = readdirSync(join("src", folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".generated."))
    .map((file) => join("src", folder, file));
  const faults = files.flatMap((file) =>
    commentsIn(file, readFileSync(file, "utf8")).flatMap((comment) =>
      faultsOf(comment).map((fault) => `${file}: ${fault}`),
    ),
  );
  expect(faults).toEqual([]);
});

test.each(documents)("the sentences of %s are plain", (document) => {
  const text = readFileSync(document, "utf8")
    .replace(/^```.*?^```/gms, "")
    .replace(/^(?:[|#]|import ).*$/gm, "");
  expect(sentencesOf(text).flatMap((sentence) => faultsOf(sentence))).toEqual([]);
});

describe("a comment", () => {
  test.each([
    ["/** What a problem says. */", "begins with What"],
    ["/** Who is asked. */", "begins with Who"],
    ["// Nobody is asked.", "begins with Nobody"],
    ["/**\n * Not for a moment is one\n * taken for another.\n */", "begins with Not"],
    ["/** Tells whoever asks. */", "names nobody: whoever"],
    [`/** ${"word ".repeat(21)}. */`, "has 21 words in a sentence"],
  ])("%s", (comment, fault) => {
    const [text = ""] = commentsIn("a.ts", `${comment}\nexport const a = 1;`);
    expect(faultsOf(text).join()).toContain(fault);
  });

  test("may be plain", () => {
    const text = `/**\n * Returns the name (\`a: b\`).\n *\n * @throws Error if there is none\n */\nexport const a = 1; // one`;
    expect(commentsIn("a.ts", text).flatMap(faultsOf)).toEqual([]);
    expect(commentsIn("a.ts", text)).toHaveLength(2);
  });
});
