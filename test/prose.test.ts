import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commentsIn, faultsOf, faultsOfTitle, sentencesOf, titlesIn } from "./prose.js";

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
  .filter((file) => /\.mdx?$/.test(file));

test.each(folders)("the comments of src/%s are plain", (folder) => {
  const files = filesIn(join("src", folder), /(?<!\.generated)\.tsx?$/);
  const faults = files.flatMap((file) =>
    commentsIn(file, readFileSync(file, "utf8")).flatMap((comment) =>
      faultsOf(comment).map((fault) => `${file}: ${fault}`),
    ),
  );
  expect(faults).toEqual([]);
});

test.each(documents)("the sentences of %s are plain", (document) => {
  const texts = textsOf(readFileSync(document, "utf8"));
  expect(texts.flatMap(sentencesOf).flatMap(faultsOf)).toEqual([]);
});

test("the descriptions of stories are plain", () => {
  const faults = filesIn("stories", /\.tsx?$/).flatMap((file) =>
    commentsIn(file, readFileSync(file, "utf8")).flatMap((comment) =>
      faultsOf(comment).map((fault) => `${file}: ${fault}`),
    ),
  );
  expect(faults).toEqual([]);
});

test("the titles of tests are plain", () => {
  const titles = filesIn("test", /\.(?:test|e2e|gallery)\.tsx?$/).flatMap((file) =>
    titlesIn(file, readFileSync(file, "utf8")).map((title) => ({ file, title })),
  );
  expect(titles.length).toBeGreaterThan(1000);
  expect(
    titles.flatMap(({ file, title }) => faultsOfTitle(title).map((fault) => `${file}: ${fault}`)),
  ).toEqual([]);
});

describe("a title", () => {
  test.each([
    ["test(`what is typed`, run)", "has no subject"],
    ["describe.each([1])('who is asked', run)", "has no subject"],
    ["it('asks nobody', run)", "names nobody"],
    ["it('finds the way back', run)", "the vocabulary replaces: way back"],
    [`test.skip("${"word ".repeat(21)}", run)`, "has 21 words"],
  ])("%s", (source, fault) => {
    const [title = ""] = titlesIn("a.test.ts", source);
    expect(faultsOfTitle(title).join()).toContain(fault);
  });

  test("may be plain", () => {
    const titles = titlesIn("a.test.ts", 'test(`asks once`, () => tell("what is typed"));');
    expect(titles).toEqual(["asks once"]);
    expect(titles.flatMap(faultsOfTitle)).toEqual([]);
  });
});

describe("a comment", () => {
  test.each([
    ["/** What a problem says. */", "begins with What"],
    ["/** Who is asked. */", "begins with Who"],
    ["// Nobody is asked.", "begins with Nobody"],
    ["/**\n * Not for a moment is one\n * taken for another.\n */", "begins with Not"],
    ["/** Tells whoever asks. */", "names nobody: whoever"],
    ["/** Sends an e-mail. */", "the vocabulary replaces: e-mail"],
    ["/** Calls the host's function. */", "the vocabulary replaces: the host's"],
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

/** The texts of a document: what stands outside of its code, headings and tables, and each cell of those. */
function textsOf(markdown: string): string[] {
  const prose = markdown.replace(/^```.*?^```/gms, "").replace(/^(?:#|import ).*$/gm, "");
  const tables = prose.match(/(?:^\|.*\n)+/gm) ?? [];
  return [prose.replace(/^\|.*$/gm, ""), ...tables.flatMap(cellsOf)];
}

/** The cells of a table, but for lists of code alone, and for texts of the kit: the column `text`. */
function cellsOf(table: string): string[] {
  const rows = table.split("\n").map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  const ofKit = rows[0]?.indexOf("text") ?? -1;
  return rows.flatMap((row) =>
    row.filter((cell, column) => column !== ofKit && /\p{L}/u.test(withoutCode(cell))),
  );
}

/** A cell without its code and the breaks between. */
function withoutCode(cell: string): string {
  return cell.replace(/(`+).*?\1|<br>/g, "");
}

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(file))
    .map((file) => join(folder, file));
}
