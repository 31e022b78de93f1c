import { dendriteVersion } from "../dendrite/dendrite.mjs";
import { synapseVersion } from "../synapse/synapse.mjs";
import { differences, leftOut, type Remark } from "./onDendrite.js";
import { type Recorded, type RecordingName, readRecording, recordingNames } from "./replay.js";

/** The recordings of an open homeserver, a column each. */
const columns = [
  ["Synapse", "synapse-open"],
  ["Synapse with MAS", "mas"],
  ["Dendrite", "dendrite-open"],
  ["Conduit", "conduit-open"],
  ["continuwuity", "continuwuity-open"],
] as const satisfies readonly (readonly [string, RecordingName])[];

/** `docs/homeservers.md`: what homeservers answer otherwise than Synapse, made from the data of the tests. */
export function homeserversPage(): string {
  const count = recordingNames.reduce((sum, name) => sum + readRecording(name).length, 0);
  return `# Homeservers

The conformance suite writes this page; \`npx vitest run --project conformance homeservers -u\` writes it anew.

\`createFakeHomeserver({ dialect })\` answers as Synapse (the default), Dendrite, Conduit, continuwuity, tuwunel, or Synapse with the Matrix Authentication Service (MAS). In development \`?scenario=open.dendrite\` does the same.

- Synapse ${synapseVersion} and Dendrite ${dendriteVersion} run in the tests.
- Conduit 0.11.0-alpha, continuwuity 26.8.0-alpha.1, MAS 1.22.0 and the two others were recorded once: ${count} answers in \`test/conformance/recordings\`. The fake homeserver gives each of them again: status, errcode, words, shape of the body, CORS headers.
- tuwunel was read in its source (1.9.0) and never run. So were the flows of continuwuity with terms, captcha or mails.

## Answers that differ

Requests that homeservers which make accounts themselves answer differently. A number is the status; *flows* means that the body has flows.

${answersTable()}

## Captchas

Synapse has a page of its own for every stage, and Dendrite for a captcha. Conduit, continuwuity and tuwunel have none: a captcha there can only be solved in place. An app leaves the option \`captcha\` at its default for that, and the standalone page is [built with \`CAPTCHA_HOST\`](page.md#captchas). Before it sends the user to a page, the kit asks whether it exists.

## Cases with another outcome on Dendrite

Each case below fails on Dendrite, and on the fake homeserver as Dendrite, where both give the same answers.

${remarksTable("Difference", differences)}

## Cases that do not run on Dendrite

${remarksTable("Why", leftOut)}
`;
}

const masPlace = columns.findIndex(([, name]) => name === "mas");

function answersTable(): string {
  const recordings = columns.map(([, name]) => byRequest(readRecording(name)));
  const [first] = recordings;
  const names = [...(first ?? new Map<string, Recorded>()).keys()];
  const rows = names
    .map((name) => [name, ...recordings.map((recording) => brief(recording.get(name)))])
    .filter(([, ...answers]) => new Set(answers.filter((_, place) => place !== masPlace)).size > 1);
  return table(["Request", ...columns.map(([title]) => title)], rows);
}

/** Of those with one name the last. What came behind a refusal was not sent at all. */
function byRequest(recording: readonly Recorded[]): ReadonlyMap<string, Recorded> {
  return new Map(recording.map((recorded) => [recorded.name, recorded]));
}

function brief(recorded: Recorded | undefined): string {
  if (recorded === undefined) return "–";
  const errcode = /"errcode":"(\w+)"/.exec(recorded.body)?.[1];
  const told = errcode ?? (recorded.body.includes('"flows":[{"stages"') ? "flows" : "");
  const cors = recorded.cors.some((header) => /^access-control-allow-origin: \*/i.test(header));
  const isPage = recorded.path.includes("/fallback/") && errcode === undefined;
  return [recorded.status, told, cors || isPage ? "" : "no CORS"].filter(Boolean).join(" ");
}

function remarksTable(title: string, remarks: readonly Remark[]): string {
  return table(
    [title, "Cases"],
    remarks.map(({ why, cases }) => [why, cases.map((name) => code(name)).join("<br>")]),
  );
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...rows.map(line)].join("\n");
}

/** With as many marks as the text needs. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
