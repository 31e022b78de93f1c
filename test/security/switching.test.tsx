import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/index.js";
import type { Fetch } from "../../src/protocol/wire/boundedFetch.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import type { Result } from "../../src/uia/machine/types.js";

afterEach(() => sessionStorage.clear());

/** Names another homeserver in the field, and takes it. */
async function choose(user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> {
  const box = screen.getByRole("combobox", { name: "Homeserver" });
  await user.clear(box);
  await user.type(box, name);
  await user.click(await screen.findByRole("button", { name: /use/i }));
}

test("another server name at the same base URL is another homeserver", async () => {
  const fake = createFakeHomeserver({ ...scenarios.open.options, serverName: "good.test" });
  const fetch: Fetch = async (url, init) =>
    new URL(url).pathname === "/.well-known/matrix/client"
      ? Response.json({ "m.homeserver": { base_url: fake.baseUrl } })
      : fake.fetch(url, init);
  const onDone = vi.fn<(result: Result) => void>();
  function App() {
    const [name, setName] = useState("wrong.test");
    return (
      <RegisterCard
        {...{ fetch, onDone, homeserver: name, onHomeserverChange: setName }}
        trust="own"
        homeservers={["wrong.test", "good.test"]}
      />
    );
  }
  const user = userEvent.setup();
  const { container } = render(<App />);
  await user.type(await screen.findByLabelText("Password"), "typed for wrong.test");
  await choose(user, "good.test");
  await waitFor(() => {
    expect(container.querySelector('[data-part="root"]')).toHaveAccessibleName(/good\.test/);
  });
  // The password was typed for the other name.
  await waitFor(() => expect(screen.getByLabelText("Password")).toHaveValue(""));
  await user.type(screen.getByLabelText("Password"), "a-Long-Password-1!");
  await user.type(screen.getByRole("textbox", { name: "Username" }), "alice");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(onDone.mock.calls[0]?.[0]).toMatchObject({ account: { serverName: "good.test" } });
});

describe("values given for one homeserver do not go to the next one", () => {
  const flows = [{ stages: ["m.login.registration_token"] }];

  test("the token of a guest, and an invitation", async () => {
    const sent: { host: string; text: string }[] = [];
    const fetch: Fetch = async (url, init) => {
      const { host, pathname, search } = new URL(url);
      sent.push({ host, text: `${search} ${JSON.stringify(init.body)}` });
      if (pathname.endsWith("/register") && init.method === "POST") {
        return Response.json({ flows, session: "s", params: {} }, { status: 401 });
      }
      return Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });
    };
    function App() {
      const [name, setName] = useState("good.example");
      return (
        <RegisterCard
          {...{ fetch, homeserver: name, onHomeserverChange: setName }}
          trust={name === "good.example" ? "listed" : "any"}
          allowAnyHomeserver
          guest={{ userId: "@123:good.example", accessToken: "GUEST-TOKEN" }}
          defaultValues={{ registrationToken: "INVITATION" }}
        />
      );
    }
    const user = userEvent.setup();
    render(<App />);
    await user.type(await screen.findByLabelText("Password"), "PASSWORD-1");
    await waitFor(() => expect(sent.some(({ text }) => text.includes("INVITATION"))).toBe(true));
    await choose(user, "evil.example");
    await waitFor(() => expect(sent.some(({ host }) => host === "evil.example")).toBe(true));
    await waitFor(() => expect(screen.getByLabelText("Password")).toHaveValue(""));
    const token = screen.getByRole("textbox", { name: "Registration token" });
    expect(token).toHaveValue("");
    await user.type(token, "OWN-TOKEN");
    await user.type(screen.getByLabelText("Password"), "another-Password-1!");
    await user.click(screen.getByRole("button", { name: "Create account" }));
    await waitFor(() => {
      expect(
        sent.some(({ host, text }) => host === "evil.example" && text.includes("OWN-TOKEN")),
      ).toBe(true);
    });
    const toEvil = sent.filter(({ host }) => host === "evil.example").map(({ text }) => text);
    expect(toEvil.join()).not.toMatch(/GUEST-TOKEN|INVITATION|PASSWORD-1/);
  });
});

test("the UIA session is in the document as the link of the homeserver's own page, and goes with it", async () => {
  let isDone = false;
  const fetch: Fetch = async (url, init) => {
    const { pathname } = new URL(url);
    if (pathname.endsWith("/register") && init.method === "POST") {
      const flow = { flows: [{ stages: ["org.example.unknown"] }], session: "CANARY", params: {} };
      if (!isDone) return Response.json(flow, { status: 401 });
      return Response.json({ user_id: "@alice:example.org" });
    }
    // The homeserver has pages for stages.
    const status = pathname.endsWith("/fallback/web") ? 400 : 404;
    return Response.json({ errcode: "M_UNRECOGNIZED" }, { status });
  };
  const user = userEvent.setup();
  const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
  const { container } = render(<RegisterCard {...{ homeserver, fetch }} inhibitLogin />);
  const places = () =>
    [...container.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes]
        .filter(({ value }) => value.includes("CANARY"))
        .map(({ name }) => `${element.getAttribute("data-part")} ${name}`),
    );
  await user.type(await screen.findByLabelText("Password"), "a-Long-Password-1!");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  const link = await screen.findByRole("link", { name: /matrix\.example\.org/ });
  expect(places()).toEqual(["fallback-link href"]);
  expect(link).toHaveAttribute("rel", "noopener noreferrer");
  expect(container.textContent).not.toContain("CANARY");
  isDone = true;
  await user.click(screen.getByRole("button", { name: "I have finished" }));
  expect(await screen.findByRole("heading", { name: "Your account is ready" })).toBeVisible();
  expect(places()).toEqual([]);
});

test("a poll of the homeserver before tells the one after it nothing, and its account is handed over", async () => {
  const sent: { host: string; text: string }[] = [];
  let answer: (response: Response) => void = () => undefined;
  const fetch: Fetch = async (url, init) => {
    const { host, pathname } = new URL(url);
    const text = `${url} ${JSON.stringify(init.body)} ${JSON.stringify([...new Headers(init.headers)])}`;
    sent.push({ host, text });
    if (pathname.endsWith("/fallback/web")) return Response.json({}, { status: 400 });
    if (!pathname.endsWith("/register")) {
      return Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });
    }
    if (host === "good.example" && text.includes("CANARY")) {
      return new Promise((resolve) => {
        answer = resolve;
      });
    }
    const session = host === "good.example" ? "CANARY" : "other";
    const flow = { flows: [{ stages: ["org.example.unknown"] }], session, params: {} };
    return Response.json(flow, { status: 401 });
  };
  const onDone = vi.fn<(result: Result) => void>();
  const card = (homeserver: string) => <RegisterCard {...{ homeserver, fetch, onDone }} />;
  const user = userEvent.setup();
  const { rerender } = render(card("good.example"));
  await user.type(await screen.findByLabelText("Password"), "PASSWORD-1");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await user.click(await screen.findByRole("button", { name: "I have finished" }));
  await waitFor(() => {
    expect(sent.filter(({ text }) => text.includes("CANARY")).length).toBeGreaterThan(0);
  });
  rerender(card("evil.example"));
  await waitFor(() => expect(screen.getByLabelText("Password")).toHaveValue(""));
  answer(Response.json({ user_id: "@alice:good.example", access_token: "ACCESS", device_id: "D" }));
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(onDone.mock.calls[0]?.[0]).toMatchObject({
    account: { userId: "@alice:good.example", baseUrl: "https://good.example" },
  });
  await user.type(screen.getByLabelText("Password"), "PASSWORD-2");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await screen.findByRole("button", { name: "I have finished" });
  const toEvil = sent.filter(({ host }) => host === "evil.example").map(({ text }) => text);
  expect(toEvil.join()).toContain("PASSWORD-2");
  expect(toEvil.join()).not.toMatch(/CANARY|PASSWORD-1|ACCESS|good\.example/);
  const toGood = sent.filter(({ host }) => host === "good.example").map(({ text }) => text);
  expect(toGood.join()).not.toMatch(/PASSWORD-2/);
});
