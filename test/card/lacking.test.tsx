import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import fc from "fast-check";
import { StrictMode } from "react";
import { afterAll, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import type { PageConfig } from "../../src/page/config/pageConfig.js";
import { InviteView } from "../../src/page/invitation/InviteView.js";
import type { SafeUrl } from "../../src/protocol/guards/safeUrl.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { wholePageWords } from "../page/wholePageWords.js";
import { runs } from "../runs.js";
import { lack, spotNames, type Way, wayNames } from "./lacking.js";

/*
 * No browser has everything, and a frame or an app around the page takes more away. Whatever is lacking, and
 * however: a whole sign-up ends with an account.
 */

type Lacking = readonly (Way | "there")[];
const everything = (way: Way): Lacking => spotNames.map(() => way);
/** The ways in which each was lacking in a sign-up that went through. */
const proved = new Set<string>();

const labelled = (name: string | RegExp) => screen.findByLabelText(name);
const type = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } });
const press = async (name: string) =>
  fireEvent.click(await screen.findByText(name, { selector: "button" }));

/** With a country and a phone number, three policies, a text message, and a wait for another one. */
async function signUp(): Promise<void> {
  const fake = createFakeHomeserver({
    ...scenarios.manyTerms.options,
    phone: "required",
    baseUrl: "https://matrix.example.org",
    serverName: "example.org",
  });
  const onDone = vi.fn();
  render(
    <StrictMode>
      <RegisterCard
        homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
        fetch={fake.fetch}
        resume
        onDone={onDone}
      />
    </StrictMode>,
  );
  type(await labelled("Username"), "alice");
  type(await labelled("Password"), "correct horse battery");
  type(await labelled(/Country/), "GB");
  type(await labelled("Phone number"), "07700 900123");
  fireEvent.click(await labelled(/I accept all/));
  await press("Create account");
  const code = await labelled("Code");
  type(code, fake.smsInbox.at(-1)?.code ?? "");
  await press("Continue");
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(document.querySelector('[data-part="user-id"]')).toHaveTextContent("@alice:example.org");
}

/** Makes, copies and shares an invitation, and makes many. */
async function invite(): Promise<void> {
  const words = await wholePageWords("en");
  const config = {
    homeserver: "one.example",
    homeservers: [],
    allowAnyHomeserver: false,
    trust: "listed",
    brand: {},
    clients: [],
    appsUrl: "https://apps.example.org/" as SafeUrl,
  } as const satisfies PageConfig;
  render(<InviteView words={words} config={config} />);
  type(await labelled("Registration token"), "invite-me");
  await press("Create link");
  expect(screen.getByLabelText<HTMLInputElement>("Link").value).toContain("invite-me");
  fireEvent.click(screen.getAllByText("Copy", { selector: "button" })[0] ?? document.body);
  await screen.findByText(/selected|copied/i);
  type(await labelled("Registration tokens, one per line"), "a\nb b\n?\nb\n§\n");
}

async function goesThrough(lacking: Lacking, journey: () => Promise<void>): Promise<void> {
  const undo = spotNames.flatMap((spot, index) => {
    const way = lacking[index] ?? "there";
    return way === "there" ? [] : [lack(spot, way)];
  });
  try {
    await journey();
    cleanup();
  } finally {
    for (const each of undo.reverse()) each();
    cleanup();
  }
  for (const [index, spot] of spotNames.entries()) proved.add(`${spot} ${lacking[index]}`);
}

test.each(wayNames)("an account is made where each is lacking so: %s", async (way) => {
  await goesThrough(everything(way), signUp);
});

test.each(wayNames)("an invitation is made where each is lacking so: %s", async (way) => {
  await goesThrough(everything(way), invite);
});

test("an account is made whatever is lacking", async () => {
  const each = fc.constantFrom("there", ...wayNames);
  const lacking = fc.array(each, { minLength: spotNames.length, maxLength: spotNames.length });
  await fc.assert(
    fc.asyncProperty(lacking, (mixture) => goesThrough(mixture, signUp)),
    { numRuns: runs(12) },
  );
}, 60_000);

test("all of that is in the documents", async () => {
  const verdict = (spot: string, way: Way) => (proved.has(`${spot} ${way}`) ? "✓" : "not run");
  const head = ["", ...wayNames];
  const rows = spotNames.map((spot) => [
    spot.includes("`") ? spot : `\`${spot}\``,
    ...wayNames.map((way) => verdict(spot, way)),
  ]);
  const lines = [head, head.map(() => "---"), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  // Shown by `npm test`.
  console.log(`${table}\nunit: ${rows.length} things x ${wayNames.length} ways to lack them`);
  await expect(`${introduction}${table}\n`).toMatchFileSnapshot("../../docs/lacking.md");
});

const introduction = `# What a browser may lack

\`test/card/lacking.test.tsx\` writes this page; \`npx vitest run --project dom test/card/lacking -u\` writes it anew.

In each cell a whole sign-up ended with an account: with a phone number and its code, three policies and a wait for
another text message. All cells of a column were true at once, and in mixtures drawn at random. The invitation view made
its links, too. [browsers.md](browsers.md) has storage, channels and locks, with more journeys.

`;

afterAll(() => vi.restoreAllMocks());
