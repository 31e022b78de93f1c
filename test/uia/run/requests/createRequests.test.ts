import { afterEach, describe, expect, test, vi } from "vitest";
import { alice, registrationOn } from "../../registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  refusal,
  scriptedHomeserver,
  success,
} from "../../scriptedHomeserver.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

const bare: Answer = {
  status: 200,
  body: { user_id: "@alice:hs.test", access_token: "secret-access-token" },
};
const paths = (server: ReturnType<typeof scriptedHomeserver>) =>
  server.requests.map(({ path }) => path.split("/").at(-1));

describe("an account whose answer names no device", () => {
  test("has the one that its token belongs to", async () => {
    const owner = { status: 200, body: { user_id: "@alice:hs.test", device_id: "D2" } };
    const server = scriptedHomeserver(bare, owner);
    const { run, handed } = registrationOn(server);
    await run.submitAccount(alice);
    await run.result;
    expect(paths(server)).toEqual(["register", "whoami"]);
    expect(handed).toMatchObject([
      { account: { session: { accessToken: "secret-access-token", deviceId: "D2" } } },
    ]);
  });

  test.each<[string, Answer]>([
    ["belongs to another", { status: 200, body: { user_id: "@bob:hs.test", device_id: "D2" } }],
    ["has no device", { status: 200, body: { user_id: "@alice:hs.test" } }],
    ["is not known", refusal(401, "M_UNKNOWN_TOKEN")],
    ["cannot be asked about", "cut"],
  ])("whose token %s has no session, and none is left behind", async (_, owner) => {
    const server = scriptedHomeserver(bare, owner, { status: 200, body: {} });
    const { run, handed } = registrationOn(server);
    await run.submitAccount(alice);
    await run.result;
    await vi.waitFor(() => expect(paths(server)).toEqual(["register", "whoami", "logout"]));
    expect(handed).toMatchObject([{ account: { userId: "@alice:hs.test", session: null } }]);
  });
});

describe("the app's log", () => {
  const told = (events: readonly { readonly type: string }[]) =>
    events.filter(({ type }) => type === "sent" || type === "answered");

  test("has each request and each answer, without words", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run, events } = registrationOn(server);
    await run.submitAccount(alice);
    await run.result;
    expect(told(events).slice(-4)).toEqual([
      { type: "sent", auth: "none", purpose: "register" },
      { type: "answered", status: 401 },
      { type: "sent", auth: dummy, purpose: "register" },
      { type: "answered", status: 200 },
    ]);
  });

  test("has a check of a lost answer, and the error of a refusal", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), "cut", refusal(403, "M_FORBIDDEN"));
    const { run, events, time } = registrationOn(server);
    const submitted = run.submitAccount(alice);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(1_000);
    await submitted;
    const all = told(events);
    expect(all).toContainEqual({ type: "sent", auth: "session", purpose: "check" });
    expect(all).toContainEqual({ type: "answered", status: "none" });
    expect(all).toContainEqual({ type: "answered", status: 403, errcode: "M_FORBIDDEN" });
  });

  test("has nothing of what is not sent without a connection", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    const server = scriptedHomeserver();
    const { run, events, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(server.requests).toEqual([]);
    expect(told(events)).toEqual([]);
    expect(now()).toMatchObject({ activity: "paused", pause: { code: "offline" } });
  });

  test("that throws does not keep the account from being made", async () => {
    vi.stubGlobal("reportError", () => undefined);
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const onEvent = () => {
      throw new Error("The log is full");
    };
    const { run } = registrationOn(server, { onEvent });
    await run.submitAccount(alice);
    expect(await run.result).toMatchObject({ outcome: "registered" });
  });
});
