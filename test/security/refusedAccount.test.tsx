import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/index.js";
import type { Fetch } from "../../src/protocol/wire/boundedFetch.js";
import { takeCallback } from "../../src/redirect/callback.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { digestInThisRealm, homeserver, metadata, redirectUri } from "../redirect/oauth/servers.js";

beforeEach(digestInThisRealm);
afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
});

interface Sent {
  readonly path: string;
  readonly body: string;
  readonly token: string | null;
}

/** A homeserver and its account server, whose account is on another homeserver, or on another device. */
function servers({
  userId = "@alice:other.example",
  method,
}: {
  userId?: string;
  method: "uia" | "oauth" | "sso";
}) {
  const sent: Sent[] = [];
  const session = { user_id: userId, access_token: "ACCESS", device_id: "DEVICE" };
  const fetch: Fetch = async (url, init) => {
    const { pathname: path } = new URL(url);
    const body = init.body == null ? "" : await new Response(init.body).text();
    sent.push({ path, body, token: new Headers(init.headers).get("Authorization") });
    const isSignIn = init.method === "POST";
    switch (path) {
      case "/_matrix/client/v3/register":
        if (method !== "uia") break;
        return body.includes('"auth"')
          ? Response.json(session)
          : Response.json(
              { flows: [{ stages: ["m.login.dummy"] }], session: "s" },
              { status: 401 },
            );
      case "/_matrix/client/v3/login":
        return Response.json(isSignIn ? session : { flows: [{ type: "m.login.sso" }] });
      case "/_matrix/client/v1/auth_metadata":
        return method === "oauth" ? Response.json(metadata) : new Response("{}", { status: 404 });
      case "/register":
        return Response.json({ client_id: "client" }, { status: 201 });
      case "/token":
        return Response.json({
          access_token: "ACCESS",
          refresh_token: "REFRESH",
          token_type: "Bearer",
        });
      case "/_matrix/client/v3/account/whoami":
        return Response.json(session);
      case "/_matrix/client/v3/logout":
      case "/revoke":
        return Response.json({});
    }
    return Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });
  };
  return { fetch, sent };
}

function callbackOf(href: string) {
  return takeCallback({ href }, { state: null, replaceState: () => undefined });
}

const onDone = vi.fn();
afterEach(() => onDone.mockClear());

/** Waits for the end, and expects that the account is named there with a way to sign in. */
async function expectTold(container: HTMLElement, userId = "@alice:other.example"): Promise<void> {
  await waitFor(() => {
    expect(container.querySelector('[data-part="user-id"]')).toHaveTextContent(userId);
  });
  expect(screen.getAllByRole("alert").at(-1)).toHaveTextContent(
    `If this account is yours, you can sign in with it: ${userId}`,
  );
  expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(onDone).not.toHaveBeenCalled();
}

describe("an account of another homeserver is told, and its session is ended", () => {
  const signInUrl = "https://client.example.org/login";

  test("made by stages", async () => {
    const { fetch, sent } = servers({ method: "uia" });
    const user = userEvent.setup();
    const { container } = render(
      <RegisterCard {...{ homeserver, fetch, signInUrl, onDone }} methods={["uia"]} />,
    );
    await user.type(await screen.findByLabelText("Password"), "a-Long-Password-1!");
    await user.click(screen.getByRole("button", { name: "Create account" }));
    await expectTold(container);
    await waitFor(() => expect(sent.at(-1)?.path).toBe("/_matrix/client/v3/logout"));
    expect(sent.at(-1)?.token).toBe("Bearer ACCESS");
  });

  test("made on account pages", async () => {
    const { fetch, sent } = servers({ method: "oauth" });
    const options = { homeserver, redirectUri, fetch, trust: "listed" } as const;
    const { url, transaction } = await beginOAuth({ ...options, deviceId: "DEVICE-000001" });
    expect(transaction.deviceId).toBe("DEVICE-000001");
    const state = new URL(url).searchParams.get("state");
    const answering: Fetch = async (to, init) =>
      to.endsWith("/whoami")
        ? Response.json({ user_id: "@alice:other.example", device_id: "DEVICE-000001" })
        : fetch(to, init);
    const callback = callbackOf(`${redirectUri}#state=${state}&code=c`);
    const { container } = render(
      <RegisterCard {...{ homeserver, signInUrl, onDone, callback }} fetch={answering} />,
    );
    await expectTold(container);
    const revoked = sent.filter(({ path }) => path === "/revoke").map(({ body }) => body);
    expect(revoked.join()).toMatch(/REFRESH.*ACCESS/);
  });

  test("signed in on another device by account pages", async () => {
    const { fetch, sent } = servers({ method: "oauth", userId: "@mallory:example.org" });
    const { url } = await beginOAuth({ homeserver, redirectUri, fetch, trust: "listed" });
    const state = new URL(url).searchParams.get("state");
    const callback = callbackOf(`${redirectUri}#state=${state}&code=c`);
    const { container } = render(
      <RegisterCard {...{ homeserver, signInUrl, fetch, onDone, callback }} />,
    );
    await expectTold(container, "@mallory:example.org");
    expect(sent.filter(({ path }) => path === "/revoke")).toHaveLength(2);
  });

  test("signed on to", async () => {
    const { fetch, sent } = servers({ method: "sso" });
    const { url } = beginSso({ homeserver, redirectUrl: redirectUri, trust: "listed" });
    const back = `${new URL(url).searchParams.get("redirectUrl")}&loginToken=t`;
    const { container } = render(
      <RegisterCard {...{ homeserver, signInUrl, fetch, onDone, callback: callbackOf(back) }} />,
    );
    await expectTold(container);
    expect(sent.at(-1)).toMatchObject({
      path: "/_matrix/client/v3/logout",
      token: "Bearer ACCESS",
    });
  });
});
