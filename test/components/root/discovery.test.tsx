import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { RegisterCard } from "../../../src/card/index.js";
import { discoverHomeserver } from "../../../src/discovery/discoverHomeserver.js";
import type { Discovery } from "../../../src/discovery/methods.js";
import { takeCallback } from "../../../src/redirect/callback.js";
import { createFakeHomeserver } from "../../../src/testing/index.js";

async function discovered(options?: Parameters<typeof createFakeHomeserver>[0]) {
  const homeserver = createFakeHomeserver(options);
  const { baseUrl, serverName, fetch } = homeserver;
  const discovery = await discoverHomeserver({ baseUrl, serverName }, { fetch });
  const before = homeserver.requests.length;
  const asked = () => homeserver.requests.slice(before).map(({ uri }) => uri.replace(/.*\//, ""));
  return { homeserver, discovery, asked };
}

const form = () => screen.findByRole("textbox", { name: "Username" });

test("the form for a given discovery is shown at once, and nothing is asked again", async () => {
  const { homeserver, discovery, asked } = await discovered();
  const user = userEvent.setup();
  render(
    <RegisterCard
      homeserver={homeserver.serverName}
      discovery={discovery}
      fetch={homeserver.fetch}
    />,
  );
  expect(screen.getByRole("textbox", { name: "Username" })).toBeEnabled();
  expect(asked()).toEqual([]);
  await user.type(screen.getByLabelText("Password"), "correct horse battery");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  expect(await screen.findByText(/^@/)).toBeVisible();
  expect(asked().filter((each) => /login|auth_metadata/.test(each))).toEqual([]);
});

test("a homeserver that was closed is asked again when the user tries again", async () => {
  const { homeserver, discovery, asked } = await discovered({ closed: true });
  const user = userEvent.setup();
  const open = createFakeHomeserver({ serverName: homeserver.serverName });
  render(
    <RegisterCard homeserver={homeserver.serverName} discovery={discovery} fetch={open.fetch} />,
  );
  expect(asked()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await form()).toBeEnabled();
});

test("another homeserver is asked", async () => {
  const { discovery, asked } = await discovered({ serverName: "one.example" });
  const other = createFakeHomeserver({ serverName: "two.example" });
  render(<RegisterCard homeserver="two.example" discovery={discovery} fetch={other.fetch} />);
  expect(await form()).toBeEnabled();
  expect(other.requests).not.toEqual([]);
  expect(asked()).toEqual([]);
});

test("an address that the trust does not allow is not asked, whatever was found there", async () => {
  const discovery: Discovery = {
    status: "found",
    homeserver: { baseUrl: "http://localhost:8008", serverName: "localhost" },
    methods: [{ type: "uia", flows: [["m.login.dummy"]], params: {} }],
    preferred: { type: "uia", flows: [["m.login.dummy"]], params: {} },
  };
  const fetch = vi.fn(() => Promise.reject(new TypeError("Failed to fetch")));
  const { container } = render(
    <RegisterCard homeserver="localhost" trust="any" discovery={discovery} fetch={fetch} />,
  );
  const root = container.querySelector("[data-homeserver]");
  await waitFor(() => expect(root).toHaveAttribute("data-homeserver", "unreachable"));
  expect(screen.queryByLabelText("Password")).not.toBeInTheDocument();
  expect(fetch).not.toHaveBeenCalled();
});

test("a server renders the form for what the app found", async () => {
  const { homeserver, discovery } = await discovered();
  const card = <RegisterCard homeserver={homeserver.serverName} discovery={discovery} />;
  const container = document.createElement("div");
  document.body.append(container);
  container.innerHTML = renderToString(card);
  expect(screen.getByRole("textbox", { name: "Username" })).toBeDisabled();
  render(card, { container, hydrate: true });
  expect(screen.getByRole("textbox", { name: "Username" })).toBeEnabled();
});

test("a user who comes back finds what the server rendered taken over, and the return goes on", async () => {
  const homeserver = createFakeHomeserver();
  const page = (callback: ReturnType<typeof takeCallback>) => (
    <RegisterCard homeserver={homeserver.serverName} callback={callback} fetch={homeserver.fetch} />
  );
  const container = document.createElement("div");
  document.body.append(container);
  container.innerHTML = renderToString(page(null));
  const href = "https://client.example.com/?sso_return=1&loginToken=t";
  const callback = takeCallback({ href }, { state: null, replaceState: () => undefined });
  expect(callback).not.toBeNull();
  const onRecoverableError = vi.fn();
  render(page(callback), { container, hydrate: true, onRecoverableError });
  expect(await screen.findByRole("button", { name: "Start again" })).toBeVisible();
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(homeserver.requests).toEqual([]);
});
