import ts from "typescript";

/** The most words of a sentence. */
const mostWords = 20;

/** The comments of a source file, one text each, without their marks. */
export function commentsIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const seen = new Map<number, string>();
  const take = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) seen.set(pos, text.slice(pos, end));
  };
  const visit = (node: ts.Node): void => {
    take(ts.getLeadingCommentRanges(text, node.getFullStart()));
    take(ts.getTrailingCommentRanges(text, node.getEnd()));
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return joinLines([...seen].toSorted(([a], [b]) => a - b)).map(withoutMarks);
}

/** Line comments that follow each other are one text. */
function joinLines(comments: readonly (readonly [number, string])[]): string[] {
  const joined: string[] = [];
  let end = -1;
  for (const [at, comment] of comments) {
    const before = joined.at(-1);
    const goesOn = comment.startsWith("//") && at - end < 40;
    if (goesOn && before?.startsWith("//")) {
      joined[joined.length - 1] = `${before} ${comment.slice(2).trim()}`;
    } else joined.push(comment);
    end = at + comment.length;
  }
  return joined;
}

function withoutMarks(comment: string): string {
  return comment
    .replace(/^\/\*\*?|\*\/$|^\/\//g, "")
    .replace(/^\s*\* ?/gm, "")
    .replace(/@\w+( \w+)?/g, "\n\n")
    .trim();
}

/** The sentences of a text. A code span, and a list of them, counts as one word. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n\s*\n|\n(?=\s*[-*|] )/)
    .flatMap((paragraph) =>
      paragraph
        .replace(/\s+/g, " ")
        .replace(/`[^`]*`(?:, `[^`]*`)*/g, "code")
        .replace(/\*+/g, "")
        .replace(/\(?https?:\S+/g, "")
        .replace(/\b(e\.g|i\.e|etc|vs)\./g, "$1")
        .split(/(?<=[.!?:;])\s+(?=["'([]?[\p{L}\d*])/u),
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

const wordsOf = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;

const openings = /^(What|Who|Whoever|Whose|Nobody|Somebody|Anybody|Not|No time)\b/;
const nobody = /\b(whoever|nobody|somebody|anybody|whomever)\b/i;

/** Words that the vocabulary of CONTRIBUTING replaces, as far as they cannot mean another thing. */
const replaced = /\bthe persons?\b|\be-mail\b|\bways? back\b|\b(?:a|the) host['’]s\b/i;

function replacedWordsIn(text: string): string[] {
  const word = replaced.exec(text)?.[0];
  return word === undefined ? [] : [`has a word that the vocabulary replaces: ${word}: ${text}`];
}

/** The breaches of the rules of CONTRIBUTING in the text of a comment. */
export function faultsOf(comment: string): string[] {
  const opening = openings.exec(comment)?.[1];
  const unnamed = nobody.exec(comment)?.[1];
  return [
    ...(opening === undefined ? [] : [`begins with ${opening}: ${comment}`]),
    ...(unnamed === undefined ? [] : [`names nobody: ${unnamed}: ${comment}`]),
    ...replacedWordsIn(comment),
    ...sentencesOf(comment)
      .filter((sentence) => wordsOf(sentence) > mostWords)
      .map((sentence) => `has ${wordsOf(sentence)} words in a sentence: ${sentence}`),
  ];
}

/** The titles of tests, and of groups of tests, in a source file. */
export function titlesIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const [title] = ts.isCallExpression(node) ? node.arguments : [];
    const isTest = /^(?:test|it|describe)\b/.test(node.getText(source));
    if (isTest && title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) {
      titles.push(title.getText(source).slice(1, -1));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

/** The breaches in a title of a test. It may be one half of a sentence, and so begins with any case. */
export function faultsOfTitle(title: string): string[] {
  const words = title.replace(/\$\{[^}]*\}/g, "value");
  const isLong = wordsOf(words) > mostWords;
  return [
    ...(/^(?:what|who|whoever)\b/i.test(words) ? [`has no subject: ${title}`] : []),
    ...(nobody.test(words) ? [`names nobody: ${title}`] : []),
    ...replacedWordsIn(title),
    ...(isLong ? [`has ${wordsOf(words)} words: ${title}`] : []),
  ];
}
