import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode, useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Register } from "../../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { words } from "../../words.js";

const pages = [
  createFakeHomeserver({ serverName: "one.example", baseUrl: "https://one.example" }),
  createFakeHomeserver({
    serverName: "two.example",
    baseUrl: "https://two.example",
    closed: true,
  }),
  createFakeHomeserver({ serverName: "three.example", baseUrl: "https://three.example" }),
  createFakeHomeserver({
    ...scenarios.full.options,
    serverName: "full.example",
    baseUrl: "https://full.example",
  }),
  createFakeHomeserver({
    serverName: "xn--mtrix-4ve.org",
    baseUrl: "https://xn--mtrix-4ve.org",
  }),
];

const asked: string[] = [];
const signals = new Map<string, AbortSignal | null | undefined>();
const silent = new Set<string>();
const fetch = (url: string, init: RequestInit): Promise<Response> => {
  asked.push(url);
  signals.set(url, init.signal);
  const { host } = new URL(url);
  if (silent.has(host)) return new Promise(() => undefined);
  if (url === "https://moved.example/.well-known/matrix/client") {
    const to = { "m.homeserver": { base_url: "https://three.example" } };
    return Promise.resolve(Response.json(to));
  }
  const page = pages.find(({ baseUrl }) => url.startsWith(baseUrl));
  return page === undefined ? Promise.reject(new TypeError("no route")) : page.fetch(url, init);
};
const hostsAsked = () => new Set(asked.map((url) => new URL(url).host));

afterEach(() => {
  asked.length = 0;
  signals.clear();
  silent.clear();
  vi.useRealTimers();
});

const listed = ["one.example", "two.example", "three.example"];

interface PickerProps {
  readonly first: string;
  readonly homeservers: readonly string[];
  readonly allowAny: boolean;
}

function Picker({ first, homeservers, allowAny }: PickerProps) {
  const [homeserver, setHomeserver] = useState(first);
  return (
    <Register.Root
      homeserver={homeserver}
      trust={homeservers.includes(homeserver) ? "listed" : "any"}
      homeservers={homeservers}
      allowAnyHomeserver={allowAny}
      onHomeserverChange={setHomeserver}
      fetch={fetch}
    >
      <Register.Announcer />
      <Register.HomeserverField />
      <Register.HomeserverStatus />
      <Register.AccountForm>
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.Submit />
      </Register.AccountForm>
      <Register.Pause />
      <Register.Outcome />
    </Register.Root>
  );
}

function renderPicker({
  first = "one.example",
  homeservers = listed,
  allowAny = false,
}: Partial<PickerProps> = {}) {
  const { container } = render(
    <StrictMode>
      <Picker first={first} homeservers={homeservers} allowAny={allowAny} />
    </StrictMode>,
  );
  return {
    root: container.querySelector('[data-part="root"]'),
    announcer: container.querySelector('[data-part="announcer"]'),
    field: screen.getByRole("combobox", { name: "Homeserver" }),
    user: userEvent.setup(),
  };
}

test("by keyboard: the list opens, an option is taken, the homeserver is used", async () => {
  const { field, root, user } = renderPicker();
  await screen.findByRole("textbox", { name: "Username" });
  await user.type(screen.getByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(field);
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
    "one.example",
    "two.example",
    "three.example",
  ]);
  await user.keyboard("{ArrowUp}");
  expect(field).toHaveAttribute(
    "aria-activedescendant",
    screen.getByRole("option", { name: "three.example", selected: true }).id,
  );
  await user.keyboard("{Enter}");
  expect(field).toHaveValue("three.example");
  expect(field).toHaveAttribute("aria-expanded", "false");
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
  await user.keyboard("{Enter}");
  await screen.findByText(":three.example");
  expect(root).toHaveAttribute("data-homeserver", "uia");
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
  expect(screen.getByLabelText("Password")).toHaveValue("");
});

test("by pointer", async () => {
  const { field, user } = renderPicker();
  await user.click(field);
  await user.click(screen.getByRole("option", { name: "two.example" }));
  expect(field).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Use this homeserver" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "two.example is not accepting new accounts",
  );
});

test("a choice leaves the focus where one goes on from, and is told when it is found", async () => {
  const { announcer, field, user } = renderPicker();
  await user.click(field);
  await user.click(screen.getByRole("option", { name: "three.example" }));
  await user.tab();
  expect(screen.getByRole("button", { name: "Use this homeserver" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(field).toHaveFocus();
  await waitFor(() => {
    expect(announcer).toHaveTextContent("You can create an account on three.example.");
  });
  expect(field).toHaveFocus();
  await user.tab();
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveFocus();
});

test("the option that is active is in sight", async () => {
  const scrolled = vi.fn<Element["scrollIntoView"]>();
  Element.prototype.scrollIntoView = scrolled;
  const { field, user } = renderPicker();
  await user.click(field);
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(scrolled.mock.contexts.at(-1)).toBe(screen.getByRole("option", { selected: true }));
  expect(scrolled).toHaveBeenLastCalledWith({ block: "nearest" });
  Reflect.deleteProperty(Element.prototype, "scrollIntoView");
});

test("Enter without a change does nothing, whatever the list calls it", async () => {
  const { field, user } = renderPicker({
    first: "https://one.example",
    homeservers: ["https://one.example", "https://three.example"],
  });
  await screen.findByRole("textbox", { name: "Username" });
  expect(field).toHaveValue("one.example");
  await user.type(field, "{Enter}");
  await user.type(field, "x{Backspace}{Enter}");
  expect(field).toBeValid();
  expect(screen.getByRole("textbox", { name: "Username" })).toBeVisible();
});

describe("one of the list is taken however it is written", () => {
  test.each(["THREE.example", "three.example.", "@alice:three.example"])("%s", async (text) => {
    const { field, user } = renderPicker();
    await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
    await user.clear(field);
    await user.type(field, `${text}{Enter}`);
    expect(await screen.findByText(":three.example")).toBeVisible();
    expect(field).toHaveValue("three.example");
  });
});

describe("a name in letters of other scripts", () => {
  test("is asked and shown in ASCII, and used once that was seen", async () => {
    const { field, root, user } = renderPicker({ allowAny: true });
    await screen.findByRole("textbox", { name: "Username" });
    asked.length = 0;
    await user.clear(field);
    await user.type(field, "m\u0430trix.org");
    expect(
      await screen.findByText(words("You can create an account on xn--mtrix-4ve.org.")),
    ).toBeVisible();
    expect(hostsAsked()).toEqual(new Set(["xn--mtrix-4ve.org"]));

    await user.click(screen.getByRole("button", { name: "Use this homeserver" }));
    expect(field).toHaveValue("xn--mtrix-4ve.org");
    expect(field).toHaveFocus();
    expect(screen.getByText(words(/Its internet address is xn--mtrix-4ve.org/))).toBeVisible();
    expect(root).toHaveAccessibleName("Create an account on one.example");

    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(root).toHaveAccessibleName("Create an account on xn--mtrix-4ve.org");
    });
    expect(screen.queryByText(/Its internet address is/)).toBeNull();
  });

  test("in an address too", async () => {
    const { field, user } = renderPicker({ allowAny: true });
    await user.clear(field);
    await user.type(field, "https://m\u0430trix.org{Enter}");
    expect(field).toHaveValue("https://xn--mtrix-4ve.org");
    expect(
      screen.getByText(words(/internet address is https:\/\/xn--mtrix-4ve.org/)),
    ).toBeVisible();
  });
});

describe("is shown while no request is in flight", () => {
  async function submit(user: ReturnType<typeof userEvent.setup>) {
    await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await user.click(screen.getByRole("button", { name: "Create account" }));
  }

  test("as when the homeserver went down after the form was shown", async () => {
    const { root, user } = renderPicker();
    await screen.findByRole("textbox", { name: "Username" });
    const down = vi.spyOn(pages[0]!, "fetch");
    down.mockRejectedValue(new TypeError("no connection"));
    await submit(user);
    await waitFor(() => expect(root).toHaveAttribute("data-activity", "paused"));
    const field = screen.getByRole("combobox", { name: "Homeserver" });
    await user.clear(field);
    await user.type(field, "three.example{Enter}");
    expect(await screen.findByText(":three.example")).toBeVisible();
    down.mockRestore();
  });

  test("as when it can make no account after all", async () => {
    const { root, user } = renderPicker({ first: "full.example" });
    await submit(user);
    await waitFor(() => expect(root).toHaveAttribute("data-status", "failed"));
    const field = screen.getByRole("combobox", { name: "Homeserver" });
    await user.clear(field);
    await user.type(field, "three.example{Enter}");
    expect(await screen.findByText(":three.example")).toBeVisible();
  });

  test("but not while something is sent", async () => {
    const { user } = renderPicker();
    await screen.findByRole("textbox", { name: "Username" });
    silent.add("one.example");
    await submit(user);
    expect(screen.queryByRole("combobox", { name: "Homeserver" })).toBeNull();
  });
});

test("Escape closes the list and keeps the name", async () => {
  const { field, user } = renderPicker();
  await user.clear(field);
  await user.type(field, "tw");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("option")).toBeNull();
  expect(field).toHaveValue("tw");
});

test("the list is gone where it says no more than what is typed, and once that is used", async () => {
  const { field, user } = renderPicker();
  await user.clear(field);
  await user.type(field, "two.exam");
  expect(field).toHaveAttribute("aria-expanded", "true");
  await user.keyboard("ple");
  expect(field).toHaveAttribute("aria-expanded", "false");
  await user.clear(field);
  await user.type(field, "example{Enter}");
  expect(field).toBeInvalid();
  expect(field).toHaveAttribute("aria-expanded", "false");
});

describe("typed text", () => {
  test("is checked after a pause, and said", async () => {
    const { field, user } = renderPicker();
    await screen.findByRole("textbox", { name: "Username" });
    asked.length = 0;
    await user.clear(field);
    await user.type(field, "two.example");
    expect(
      await screen.findByText(words(/two.example is not accepting new accounts/)),
    ).toBeVisible();
    expect(hostsAsked()).toEqual(new Set(["two.example"]));
    expect(screen.getByRole("textbox", { name: "Username" })).toBeVisible();
  });

  test("and was checked is used without another question, and without the password", async () => {
    const { field, user } = renderPicker();
    await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await user.clear(field);
    await user.type(field, "three.example");
    await screen.findByText(words("You can create an account on three.example."));
    const discovered = asked.length;
    await user.click(screen.getByRole("button", { name: "Use this homeserver" }));
    await screen.findByText(":three.example");
    expect(screen.getByLabelText("Password")).toHaveValue("");
    expect(
      asked.slice(discovered).filter((url) => /login|auth_metadata|well-known/.test(url)),
    ).toEqual([]);
  });

  test("and was still being asked is asked on, not once more", async () => {
    vi.useFakeTimers();
    const { field } = renderPicker({ allowAny: true });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    asked.length = 0;
    silent.add("slow.example");
    fireEvent.change(field, { target: { value: "slow.example" } });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(asked).toEqual(["https://slow.example/.well-known/matrix/client"]);
    fireEvent.click(screen.getByRole("button", { name: "Use this homeserver" }));
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(asked).toEqual(["https://slow.example/.well-known/matrix/client"]);
    expect(signals.get("https://slow.example/.well-known/matrix/client")?.aborted).toBe(false);
  });

  test("is asked no longer when it becomes another name", async () => {
    vi.useFakeTimers();
    const { field } = renderPicker({ allowAny: true });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    silent.add("slow.example");
    fireEvent.change(field, { target: { value: "slow.example" } });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    const signal = signals.get("https://slow.example/.well-known/matrix/client");
    expect(signal?.aborted).toBe(false);
    fireEvent.change(field, { target: { value: "slow.example.org" } });
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(signal?.aborted).toBe(true);
  });

  test("names the homeserver's host, if that is another owner's", async () => {
    const { field, user } = renderPicker({ allowAny: true });
    await user.clear(field);
    await user.type(field, "@alice:moved.example");
    expect(
      await screen.findByText(
        words("You can create an account on moved.example. Its homeserver is at three.example."),
      ),
    ).toBeVisible();
    await user.keyboard("{Enter}");
    await screen.findByRole("region", { name: "Create an account on moved.example" });
    expect(await screen.findByText(words(/Its homeserver is at three.example/))).toBeVisible();
  });

  test("is not asked while keys are pressed", async () => {
    vi.useFakeTimers();
    const { field } = renderPicker({ allowAny: true });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    asked.length = 0;
    for (const value of ["nobody", "nobody.", "nobody.e", "nobody.example"]) {
      fireEvent.change(field, { target: { value } });
      await act(() => vi.advanceTimersByTimeAsync(500));
    }
    expect(asked).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(600));
    expect(hostsAsked()).toEqual(new Set(["nobody.example"]));
  });

  test("has to be in the list where no other is allowed", async () => {
    const { field, user } = renderPicker();
    await user.clear(field);
    await user.type(field, "four.example{Enter}");
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/Choose one from the list/);
    expect(field).toHaveFocus();
    expect(asked.some((url) => url.includes("four.example"))).toBe(false);
  });

  test("has to be a name", async () => {
    const { field, user } = renderPicker({ allowAny: true });
    await user.clear(field);
    await user.type(field, "matrix.org@evil.example{Enter}");
    expect(field).toHaveAccessibleDescription(/Enter the name of a homeserver/);
    expect(asked.some((url) => url.includes("evil.example"))).toBe(false);
  });
});

test("is there when the first homeserver does not answer", async () => {
  const { field, user, root } = renderPicker({ first: "down.example" });
  await waitFor(() => expect(root).toHaveAttribute("data-homeserver", "unreachable"));
  await user.clear(field);
  await user.type(field, "one.example{Enter}");
  expect(await screen.findByRole("textbox", { name: "Username" })).toBeVisible();
});

test("of a thousand homeservers a hundred are suggested at a time, and letters narrow them down", async () => {
  const user = userEvent.setup();
  const thousand = Array.from({ length: 1_000 }, (_, number) => `hs${number}.example`);
  render(<Picker first="one.example" homeservers={thousand} allowAny={false} />);
  const field = await screen.findByRole("combobox", { name: "Homeserver" });
  await user.click(field);
  expect(screen.getAllByRole("option")).toHaveLength(100);
  await user.clear(field);
  await user.type(field, "hs999");
  expect(screen.getByRole("option", { name: "hs999.example" })).toBeVisible();
  expect(screen.getAllByRole("option")).toHaveLength(1);
});
