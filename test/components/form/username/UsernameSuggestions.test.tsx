import { act, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { suggestionModule } from "../../../../src/components/form/username/LateSuggestions.js";
import { Register } from "../../../../src/index.js";
import { renderWithRegistration } from "../../renderWithRegistration.js";
import { account } from "../../scriptedRegistration.js";

const username = () => screen.getByRole("textbox", { name: "Username" });
const offers = (label: "Available:" | "Suggestions:") => {
  const group = screen.queryByRole("group", { name: label });
  return group === null
    ? []
    : within(group)
        .getAllByRole("button")
        .map(({ textContent }) => textContent);
};
/** Lets time go by in steps, after each of which React renders. */
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 100) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(left, 100)));
  }
}
const type = (text: string) => {
  fireEvent.change(username(), { target: { value: text } });
};
const refusedFor = (code: "usernameTaken" | "usernameReserved") =>
  account({ problems: [{ code, field: "username" }] });

const answers = {
  free: () => Response.json({ available: true }),
  taken: () => Response.json({ errcode: "M_USER_IN_USE", error: "" }, { status: 400 }),
  reserved: () => Response.json({ errcode: "M_EXCLUSIVE", error: "" }, { status: 400 }),
  limited: () =>
    Response.json({ errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 30_000 }, { status: 429 }),
  absent: () => Response.json({ errcode: "M_UNRECOGNIZED", error: "" }, { status: 404 }),
};
type Answer = keyof typeof answers;

/** Renders the field on a homeserver that answers about each name; keeps what it was asked, and when. */
function renderOn(answer: (name: string, count: number) => Answer) {
  const asked: { name: string; at: number }[] = [];
  const fetch = (url: string) => {
    const name = new URL(url).searchParams.get("username");
    if (name === null) return Promise.resolve(answers.absent());
    asked.push({ name, at: Date.now() });
    return Promise.resolve(answers[answer(name, asked.length)]());
  };
  const rendered = renderWithRegistration(
    <>
      <Register.AccountForm>
        <Register.UsernameField />
      </Register.AccountForm>
      <Register.Announcer />
    </>,
    { fetch },
  );
  return { ...rendered, asked };
}

// These come late, and no clock of a test would wait for them.
beforeAll(() => suggestionModule.load());
beforeAll(() => import("../../../../src/react/username/availabilityRequests.js"));

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a name that cannot be", () => {
  test("is offered in its right spelling when typing rests, and said to be free once that is known", async () => {
    const { asked } = renderOn(() => "free");
    type("Alice Müller");
    await pass(600);
    expect(offers("Suggestions:")).toEqual(["alice.mueller"]);
    await pass(200);
    expect(offers("Available:")).toEqual(["alice.mueller"]);
    expect(asked.map(({ name }) => name)).toEqual(["alice.mueller"]);
  });

  test("is offered all the same where the homeserver does not tell", async () => {
    renderOn(() => "absent");
    type("alice@example.org");
    await pass(10_000);
    expect(offers("Suggestions:")).toEqual(["alice"]);
    expect(offers("Available:")).toEqual([]);
  });

  test("has other names where its right spelling is taken", async () => {
    renderOn((name) => (name === "alice.mueller" ? "taken" : "free"));
    type("Alice Müller");
    await pass(800);
    expect(offers("Suggestions:")).toEqual([]);
    await pass(6_000);
    expect(offers("Available:")).toHaveLength(3);
    expect(offers("Available:")).not.toContain("alice.mueller");
  });

  test("has none where its script has no such spelling", async () => {
    const { asked } = renderOn(() => "free");
    type("たろう");
    await pass(10_000);
    expect(screen.queryByRole("button")).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe("a name that is not available", () => {
  test.each<[Answer]>([["taken"], ["reserved"]])("(%s) has three that are free", async (answer) => {
    const { asked } = renderOn((name) => (name === "alice" ? answer : "free"));
    type("alice");
    await pass(60_000);
    const free = offers("Available:");
    expect(free).toHaveLength(3);
    expect(asked.map(({ name }) => name)).toEqual(["alice", ...free]);
    const pauses = asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(2_000);
  });

  test("has those that are free alone", async () => {
    const { asked } = renderOn((_, count) => (count % 2 === 1 ? "taken" : "free"));
    type("alice.mueller");
    await pass(60_000);
    const names = asked.map(({ name }) => name);
    expect(offers("Available:")).toEqual([names[1], names[3], names[5]]);
  });

  test("is not the start of a flood: five others are asked about, then none", async () => {
    const { asked } = renderOn(() => "taken");
    type("alice.mueller");
    await pass(60_000);
    expect(asked).toHaveLength(6);
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("has others that nothing is said of, once the homeserver asks for a pause", async () => {
    const { asked } = renderOn((name) => (name === "alice" ? "taken" : "limited"));
    type("alice");
    await pass(60_000);
    expect(asked).toHaveLength(2);
    expect(offers("Suggestions:")).toHaveLength(3);
  });

  test("keeps what is known to be free when the homeserver asks for a pause", async () => {
    const { asked } = renderOn((_, count) => (["taken", "free", "limited"] as const)[count - 1]!);
    type("alice");
    await pass(60_000);
    expect(asked).toHaveLength(3);
    expect(offers("Available:")).toEqual([asked[1]?.name]);
  });

  test("lets go of it all when another name is typed", async () => {
    const { asked } = renderOn((name) => (name === "alice" ? "taken" : "free"));
    type("alice");
    await pass(800);
    type("bob");
    await pass(60_000);
    expect(asked.map(({ name }) => name)).toEqual(["alice", "bob"]);
    expect(screen.queryByRole("button")).toBeNull();
  });

  test.each(["free", "absent"] as const)(
    "as the form says, has others that nothing is said of where a check says: %s",
    async (answer) => {
      const { asked, show } = renderOn(() => answer);
      type("alice");
      await pass(800);
      act(() => show(refusedFor("usernameTaken")));
      await pass(60_000);
      expect(offers("Suggestions:")).toHaveLength(3);
      expect(asked.map(({ name }) => name)).toEqual(["alice"]);
    },
  );
});

test("one press takes a name: it stands in the field, which has the focus and reads as free", async () => {
  const { asked } = renderOn((name) => (name === "alice" ? "taken" : "free"));
  type("alice");
  await pass(10_000);
  const [first = ""] = offers("Available:");
  fireEvent.click(screen.getByRole("button", { name: `Use “${first}”` }));
  await pass(10_000);
  expect(username()).toHaveValue(first);
  expect(username()).toHaveFocus();
  expect(screen.queryByRole("button")).toBeNull();
  expect(username()).toHaveAccessibleDescription(/This username is available/);
  // The focus brings the description: a live region would tell the same once more.
  const status = screen.getByText("This username is available.");
  expect(status).toHaveAttribute("aria-live", "off");
  expect(asked.filter(({ name }) => name === first)).toHaveLength(1);
});

test("that there are names is announced once", async () => {
  renderOn((name) => (name === "alice" ? "taken" : "free"));
  type("alice");
  const told: string[] = [];
  for (let second = 0; second < 10; second += 1) {
    await pass(1_000);
    const announced = document.querySelector('[data-part="announcer"]')?.textContent ?? "";
    if (announced !== told.at(-1)) told.push(announced);
  }
  const [first = ""] = offers("Available:");
  expect(told.filter((text) => text.includes(first))).toHaveLength(1);
  expect(told.find((text) => text.includes(first))).toBe(`Available: ${first}`);
});
