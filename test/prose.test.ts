import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commentsIn, faultsOf, mostWords, sentencesOf, wordsOf } from "./prose.js";

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

const documents = [
  "README.md",
  "ARCHITECTURE.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...["options", "page", "privacy", "stages"].map((name) => `docs/${name}.md`),
  ...readdirSync("docs/decisions").map((name) => `docs/decisions/${name}`),
];

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

test.each(documents)("%s has short sentences", (document) => {
  const text = readFileSync(document, "utf8")
    .replace(/^```.*?^```/gms, "")
    .replace(/^[|#].*$/gm, "");
  expect(sentencesOf(text).filter((sentence) => wordsOf(sentence) > mostWords)).toEqual([]);
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
