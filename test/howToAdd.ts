/** A kind of thing that contributors add, with the members that the code has. */
export interface Kind {
  /** The heading of its list in CONTRIBUTING. */
  readonly heading: string;
  readonly members: readonly string[];
  /** How a file names a member. */
  readonly naming: (member: string) => RegExp;
  /** The most files that a new member may touch. */
  readonly atMost: number;
}

/** Texts of files by their paths. */
export type Files = ReadonlyMap<string, string>;

/** The lines of a list: each has one or more patterns of paths, of which a new member touches one. */
type Listed = readonly (readonly string[])[];

/** The list that stands below a heading. */
export function listedUnder(heading: string, document: string): Listed {
  const [, section = ""] = document.split(`\n### ${heading}\n`);
  return section
    .split(/\n##/, 1)
    .join()
    .split("\n")
    .filter((line) => line.startsWith("- `"))
    .map((line) =>
      [...(line.split(":")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path),
    );
}

/**
 * The paths that a new member touches: files that name every member, and files of which each member has
 * one. The latter are one path with `<member>`.
 */
function touchedBy(kind: Kind, files: Files): readonly string[] {
  const naming = kind.members.map((member) => ({ member, pattern: kind.naming(member) }));
  const enumerations = [...files]
    .filter(([, text]) => naming.every(({ pattern }) => pattern.test(text)))
    .map(([path]) => path);
  const [first = ""] = kind.members;
  const families = [...files.keys()]
    .filter((path) => path.includes(first))
    .map((path) => path.replace(first, "<member>"))
    .filter((path) => kind.members.every((member) => files.has(path.replace("<member>", member))));
  return [...enumerations, ...families.filter((path) => path.includes("<member>"))];
}

/** The differences between a list and the code. */
export function faultsOfList(kind: Kind, listed: Listed, files: Files): readonly string[] {
  const touched = touchedBy(kind, files);
  const patterns = listed.flat();
  const missing = touched.filter((path) => !patterns.some((pattern) => matches(pattern, path)));
  const names = (path: string) =>
    kind.members.some(
      (member) => path.includes(member) || kind.naming(member).test(files.get(path) ?? ""),
    );
  const stale = patterns.filter(
    (pattern) => ![...files.keys()].some((path) => matches(pattern, path) && names(path)),
  );
  const count = countOf(listed, touched);
  return [
    ...missing.map((path) => `not in the list: ${path}`),
    ...stale.map((pattern) => `in the list, but names no member: ${pattern}`),
    ...(count > kind.atMost ? [`${count} files, not ${kind.atMost}`] : []),
  ];
}

/** The number of files that a new member touches: for `*` as many as have to be. */
function countOf(listed: Listed, touched: readonly string[]): number {
  return listed
    .map((patterns) =>
      Math.max(
        1,
        touched.filter((path) => patterns.some((pattern) => matches(pattern, path))).length,
      ),
    )
    .reduce((sum, each) => sum + each, 0);
}

function matches(pattern: string, path: string): boolean {
  const source = pattern
    .split(/<\w+>|\*/)
    .map((part) => part.replace(/[.\\/]/g, "\\$&"))
    .join("[^/]+");
  return new RegExp(`^${source}$`).test(path);
}
