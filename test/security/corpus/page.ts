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

${inputs.toLocaleString("en")} inputs in ${kinds.length} kinds, made by grammars with fast-check. Each has the outcome that is right at each point where it can come. Every run of the tests tries all of them, and others of the same grammars.

Whatever comes, these hold as well: no secret reaches the state or the events, no other server is asked, at most 14 requests are sent, shown words are clean and short, and \`Object.prototype\` stays as it is.

Points of a registration: *probe* is the empty request of discovery, *first* the request that begins a session, *last* the request that makes the account (a check of it would find the account), *check* the question what became of a lost request. An outcome *end*, *pause* or *form* has its [problem code](problems.md), *none* the reason why there is no method, *refused* the code of the error.

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
