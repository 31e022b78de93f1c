import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { RegisterCard, type RegisterCardProps } from "../../src/card/RegisterCard.js";
import { type Result, takeCallback } from "../../src/index.js";
import { takePageAddress } from "../../src/page/pageAddress.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { become, conditions } from "./browsers.js";

const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
const fakeOf = (scenario: "open" | "email") =>
  createFakeHomeserver({ ...scenarios[scenario].options, ...homeserver });

function show(props: Partial<RegisterCardProps>) {
  const onDone = vi.fn<(result: Result) => void>();
  const all = { homeserver, onDone, resume: true, ...props } as RegisterCardProps;
  render(
    <StrictMode>
      <RegisterCard {...all} />
    </StrictMode>,
  );
  return onDone;
}

const username = () => screen.findByLabelText("Username");
const button = (name: string) => screen.findByText(name, { selector: "button" });

const type = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } });
const press = async (name: string) => fireEvent.click(await button(name));

async function fillIn() {
  type(await username(), "alice");
  type(screen.getByLabelText("Password"), "correct horse battery");
}

async function madeAndHandedOver(onDone: ReturnType<typeof show>) {
  const made = () => document.querySelector('[data-part="user-id"]');
  await waitFor(() => expect(made()).toHaveTextContent("@alice:example.org"));
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  return "account made, handed over";
}

/** Each says how it came out, in words. */
const journeys = {
  "the account form": async () => {
    const onDone = show({ fetch: fakeOf("open").fetch });
    await fillIn();
    await press("Create account");
    return await madeAndHandedOver(onDone);
  },
  "a confirmed email address": async () => {
    const fake = fakeOf("email");
    const onDone = show({ fetch: fake.fetch });
    await fillIn();
    type(screen.getByLabelText("Email address"), "alice@example.org");
    await press("Create account");
    await button("Resend email");
    await fake.handle(new Request(fake.mailbox[0]?.link ?? ""));
    await press("I have opened the link");
    return await madeAndHandedOver(onDone);
  },
  "a reload": async () => {
    const fake = fakeOf("email");
    show({ fetch: fake.fetch });
    await fillIn();
    cleanup();
    show({ fetch: fake.fetch });
    const { value } = (await username()) as HTMLInputElement;
    return value === "alice" ? "what was typed is there" : "typed once more";
  },
  "to a single sign-on": async () => {
    const navigate = vi.fn<(url: string) => void>();
    const { fetch } = createFakeHomeserver({
      ...scenarios.manyProviders.options,
      ...homeserver,
      closed: true,
    });
    show({ fetch, returnUrl: "https://client.example.com/", sso: { navigate } });
    fireEvent.click(await screen.findByText("GitHub"));
    if (navigate.mock.calls.length === 1) return "the browser leaves";
    await screen.findByRole("alert");
    return "says why not";
  },
  "back from it": async () => {
    const { href } = location;
    const back = `${href}?sso_return=${"0".repeat(32)}&loginToken=login`;
    const callback = takeCallback({ href: back }, history);
    expect(callback).not.toBeNull();
    const { registrationToken } = takePageAddress({ href: `${href}?token=secret` }, history);
    expect(registrationToken).toBe("secret");
    show({ fetch: fakeOf("open").fetch, callback });
    await screen.findByRole("alert");
    await button("Start again");
    return "a strange return is told";
  },
};

let undo = (): void => undefined;
afterEach(() => {
  undo();
});

const names = Object.keys(journeys) as (keyof typeof journeys)[];
const verdicts = new Map<string, string>();

describe.each(Object.entries(conditions))("a browser in which %s", (condition, lacks) => {
  test.each(names)("goes through: %s", async (journey) => {
    undo = become(lacks);
    const verdict = await journeys[journey]();
    verdicts.set(`${condition} ${journey}`, verdict);
    const hasStorage = !("storage" in lacks);
    if (journey === "a reload") {
      expect(verdict).toBe(hasStorage ? "what was typed is there" : "typed once more");
    }
    if (journey === "to a single sign-on") {
      expect(verdict).toBe(hasStorage ? "the browser leaves" : "says why not");
    }
  });
});

test("all of that is in the documents", async () => {
  const rows = Object.keys(conditions).map((condition) => [
    condition,
    ...names.map((journey) => verdicts.get(`${condition} ${journey}`) ?? "not run"),
  ]);
  const lines = [["Browser", ...names], ["Browser", ...names].map(() => "---"), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  // Shown by `npm test`.
  console.log(`${table}\nunit: ${rows.length} browsers x ${names.length} journeys`);
  await expect(`${introduction}${table}\n`).toMatchFileSnapshot("../../docs/browsers.md");
});

const introduction = `# Browsers that lack something

\`test/card/browsers.test.tsx\` writes this page; \`npx vitest run --project dom test/card/browsers -u\` writes it
anew.

The kit uses three things that a browser may lack, refuse or throw at: \`sessionStorage\`, \`BroadcastChannel\`
and \`navigator.locks\`. Each is touched in one file of \`src/uia/browser\`. Without storage a reload forgets what
was typed, and a redirect cannot come back, so it is not begun. Without locks each tab polls. Without channels
a second tab of the same registration asks the homeserver itself. [lacking.md](lacking.md) has all that else may be
lacking.

`;

afterAll(() => vi.restoreAllMocks());
