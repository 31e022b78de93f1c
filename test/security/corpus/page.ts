import type { Group, Kind } from "./kind.js";

const groups: Readonly<Record<Group, string>> = {
  bodies: "Bodies of answers to `/register`",
  metadata: "Account pages: metadata, tokens, owners",
  callbacks: "Addresses that the user comes back to",
  documents: "Documents and reads",
  headers: "Headers",
  timings: "Timings",
};

/** The page of the docs that lists the kinds of hostile input with the outcomes that are right. */
export function page(kinds: readonly Kind[]): string {
  const inputs = kinds.reduce((sum, kind) => sum + kind.corpus().length, 0);
  return `# Hostile input

\`test/security/corpus\` writes this page; \`npx vitest run --project unit test/security/corpus -u\` writes it anew.

${inputs.toLocaleString("en")} inputs in ${kinds.length} kinds, made by grammars with fast-check. Each has the right outcome for each point at which it can come. Every test run tries all of them, and others of the same grammars.

These hold for every input. No secret reaches the state or the events, and no other server is asked. At most 14 requests are sent. Shown words are clean and short. \`Object.prototype\` stays as it is.

An answer comes at one of four points of a registration:

- *probe*: the empty request of discovery
- *first*: the request that begins a session
- *last*: the request that makes the account, which a check of it would find
- *check*: the request that asks about a lost answer

The outcomes *end*, *pause* and *form* have a [problem code](problems.md). *none* has the reason why there is no method, *refused* the code of the error.

${Object.entries(groups)
  .map(([group, title]) =>
    section(
      title,
      kinds.filter((kind) => kind.group === group),
    ),
  )
  .join("\n\n")}
`;
}

function section(title: string, kinds: readonly Kind[]): string {
  const rows = kinds.map(
    (kind) => `| ${kind.name} | ${kind.corpus().length} | ${outcomes(kind)} |`,
  );
  return [
    `## ${title}`,
    "",
    "| Kind | Inputs | Right outcome |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** Points with the same outcome stand together. */
function outcomes({ points }: Kind): string {
  const rights = [...new Set(Object.values(points))];
  const at = (right: string) => Object.keys(points).filter((point) => points[point] === right);
  return rights.map((right) => `${at(right).join(", ")}: **${right}**`).join("; ");
}
