// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import type { ResumeStorage } from "../../../src/uia/run/registrationOptions.js";
import { heldHomeserver } from "../heldHomeserver.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  acceptedPrivacy,
  challenge,
  dummy,
  email,
  refusal,
  scriptedHomeserver,
  success,
  terms,
  termsParams,
} from "../scriptedHomeserver.js";

const flow = [terms, email, dummy];
const flows = { flows: [flow], params: termsParams };
const phone = { country: "GB", number: "07700900111" };
const input = { ...alice, email: "alice@example.org", phone, acceptedPolicies: [acceptedPrivacy] };
const sid = { status: 200, body: { sid: "sid1" } } as const;
const answers = [challenge([flow]), challenge([flow], { completed: [terms] }), sid] as const;

function memory(): ResumeStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

async function sentMail(storage: ResumeStorage) {
  const server = scriptedHomeserver(...answers);
  const { run, now } = registrationOn(server, { flows, resume: true, storage });
  await run.submitAccount(input);
  await vi.waitFor(() => expect(now()).toMatchObject({ stage: { validation: { step: "sent" } } }));
  return server;
}

const account = (snapshot: Snapshot) => {
  expect(snapshot.status).toBe("account");
  return snapshot as Extract<Snapshot, { status: "account" }>;
};

describe("after a reload", () => {
  it("typed values except the password are there, and the mail counts without a second one", async () => {
    const storage = memory();
    await sentMail(storage);

    const server = scriptedHomeserver(
      challenge([flow], { session: "s2" }),
      challenge([flow], { session: "s2", completed: [terms] }),
      challenge([flow], { session: "s2", completed: [terms, email] }),
      success,
    );
    const { run, now } = registrationOn(server, { flows, resume: true, storage });
    expect(account(now()).answers).toEqual({
      username: "alice",
      email: "alice@example.org",
      phone,
      acceptedPolicies: [acceptedPrivacy],
    });
    await run.submitAccount(input);
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[2]?.body["auth"]).toMatchObject({
      session: "s2",
      threepid_creds: { sid: "sid1" },
    });
    expect(storage.kept.size).toBe(0);
  });

  it("typed values are there before the form was sent", () => {
    const storage = memory();
    const { run } = registrationOn(scriptedHomeserver(), { flows, resume: true, storage });
    run.keep({ username: "a" });
    run.keep({ email: "alice@", phone, acceptedPolicies: [acceptedPrivacy] });
    run.keep({ username: "al" });
    const { now } = registrationOn(scriptedHomeserver(), { flows, resume: true, storage });
    expect(account(now()).answers).toEqual({
      username: "al",
      email: "alice@",
      phone,
      acceptedPolicies: [acceptedPrivacy],
    });
  });

  it("deleted values are not", () => {
    const storage = memory();
    const { run } = registrationOn(scriptedHomeserver(), { flows, resume: true, storage });
    run.keep({ username: "alice", email: "alice@example.org", phone });
    run.keep({ username: "", phone: { country: "GB", number: "" } });
    const { now } = registrationOn(scriptedHomeserver(), { flows, resume: true, storage });
    expect(account(now()).answers).toEqual({ email: "alice@example.org", acceptedPolicies: [] });
  });

  it("values that the form refused are there, except secrets", async () => {
    const storage = memory();
    const { run } = registrationOn(scriptedHomeserver(), { flows, resume: true, storage });
    await run.submitAccount({
      username: "ALICE",
      password: "canary-password",
      registrationToken: "canary-token",
      stages: { "org.example.quiz": { answer: "canary-answer" } },
    });
    expect([...storage.kept.values()].join()).not.toContain("canary");
    const { now } = registrationOn(scriptedHomeserver(), { flows, resume: true, storage });
    expect(account(now()).answers).toMatchObject({ username: "ALICE" });
  });

  it("another address was typed meanwhile: it is there, and the mail counts for its own", async () => {
    const storage = memory();
    const server = scriptedHomeserver(...answers, challenge([flow], { completed: [terms] }));
    const before = registrationOn(server, { flows, resume: true, storage });
    await before.run.submitAccount(input);
    await vi.waitFor(() =>
      expect(before.now()).toMatchObject({ stage: { validation: { step: "sent" } } }),
    );
    before.run.cancel();
    expect(before.now().status).toBe("account");
    before.run.keep({ email: "bob@example.org" });

    const again = scriptedHomeserver(
      challenge([flow], { session: "s2" }),
      challenge([flow], { session: "s2", completed: [terms] }),
      sid,
    );
    const { run, now } = registrationOn(again, { flows, resume: true, storage });
    expect(account(now()).answers).toMatchObject({ email: "bob@example.org" });
    await run.submitAccount({ ...input, email: "bob@example.org" });
    await vi.waitFor(() => expect(again.requests).toHaveLength(3));
    expect(again.requests[2]).toMatchObject({ body: { email: "bob@example.org" } });
  });

  it("typed values are kept only with `resume`, and until the account is made", async () => {
    const storage = memory();
    const without = registrationOn(scriptedHomeserver(), { flows, storage });
    without.run.keep({ username: "alice" });
    const made = registrationOn(scriptedHomeserver(success), { resume: true, storage });
    made.run.keep({ username: "alice" });
    await made.run.submitAccount(alice);
    made.run.keep({ username: "alice" });
    expect(made.now().status).toBe("done");
    expect(storage.kept.size).toBe(0);
  });

  it("no password, token or UIA session was kept", async () => {
    const storage = memory();
    await sentMail(storage);
    const kept = [...storage.kept.values()].join();
    expect(kept).toContain("alice@example.org");
    expect(kept).not.toContain(alice.password);
    expect(kept).not.toContain('"s1"');
  });

  it("a taken name is uncertain when the last answer had not come", async () => {
    const storage = memory();
    const flows = { flows: [[dummy]], params: {} };
    const server = heldHomeserver();
    const before = registrationOn(server, { flows, resume: true, storage });
    void before.run.submitAccount(alice);
    await (await server.request(1)).answer(challenge([[dummy]]));
    await server.request(2);

    const again = scriptedHomeserver(refusal(400, "M_USER_IN_USE"));
    const { run, now } = registrationOn(again, { flows, resume: true, storage });
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ status: "uncertain", reason: "nameTaken" });
  });

  it("a taken name is uncertain when the page went during a poll", async () => {
    const storage = memory();
    const flows = { flows: [[email]], params: {} };
    const server = heldHomeserver();
    const before = registrationOn(server, { flows, resume: true, storage });
    void before.run.submitAccount(input);
    await (await server.request(1)).answer(challenge([[email]]));
    await (await server.request(2)).answer(sid);
    await vi.waitFor(() => expect(before.time.pending()).not.toEqual([]));
    before.time.pass(30_000);
    await server.request(3);

    const again = scriptedHomeserver(refusal(400, "M_USER_IN_USE"));
    const { clock } = before.time;
    const { run, now } = registrationOn(again, { flows, resume: true, storage, clock });
    await run.submitAccount(input);
    expect(now()).toMatchObject({ status: "uncertain", reason: "nameTaken" });
  });

  it("the mail counts, also when another one was being asked for", async () => {
    const storage = memory();
    const server = scriptedHomeserver(...answers, sid);
    const { run, time, now } = registrationOn(server, { flows, resume: true, storage });
    await run.submitAccount(input);
    await vi.waitFor(() =>
      expect(now()).toMatchObject({ stage: { validation: { step: "sent" } } }),
    );
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    time.pass(30_000);
    run.resend();
    expect(now()).toMatchObject({ stage: { validation: { step: "sending" } } });
    expect([...storage.kept.values()].join()).toContain("sid1");
    vi.restoreAllMocks();
  });

  it("an empty form that was refused on another homeserver leaves it alone", async () => {
    const storage = memory();
    await sentMail(storage);
    const other = { baseUrl: "https://other.test", serverName: "other.test" };
    const { run } = registrationOn(scriptedHomeserver(), {
      homeserver: other,
      resume: true,
      storage,
    });
    await run.submitAccount({ username: "", password: "" });
    expect([...storage.kept.values()].join()).toContain("hs.test");
  });

  it("another message goes on with its number", async () => {
    const storage = memory();
    await sentMail(storage);
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], { completed: [terms] }),
      challenge([flow], { completed: [terms] }),
      sid,
    );
    const { run, time, now } = registrationOn(server, { flows, resume: true, storage });
    await run.submitAccount(input);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    time.pass(60_000);
    run.resend();
    await vi.waitFor(() => expect(server.requests[3]?.body["send_attempt"]).toBe(2));
    await vi.waitFor(() =>
      expect(now()).toMatchObject({ stage: { validation: { step: "sent" } } }),
    );
    vi.restoreAllMocks();
  });

  it.each([
    ["of another homeserver", (text: string) => text.replace("hs.test", "other.test")],
    ["too old", (text: string) => text.replace(/"at":\d+/, '"at":-900000')],
    ["of the future", (text: string) => text.replace(/"at":\d+/, '"at":9000000000000')],
    ["of other types", (text: string) => text.replace('"username":"alice"', '"username":5')],
    ["that is no JSON", () => "{"],
  ])("a record %s is not used", async (_, change) => {
    const storage = memory();
    await sentMail(storage);
    for (const [key, value] of storage.kept) storage.kept.set(key, change(value));
    const { now } = registrationOn(scriptedHomeserver(), { flows, resume: true, storage });
    expect(account(now()).answers).toEqual({});
  });

  it("values typed for one homeserver stay while another one is tried", () => {
    const storage = memory();
    const on = (name: string) =>
      registrationOn(scriptedHomeserver(), {
        flows,
        resume: true,
        storage,
        homeserver: { baseUrl: `https://${name}`, serverName: name },
      });
    const names = Array.from({ length: 10 }, (_, index) => `hs${index}.test`);
    for (const name of names) on(name).run.keep({ username: name });
    on("hs9.test").run.keep({ username: "" });
    const kept = names.map((name) => account(on(name).now()).answers.username);
    // No more than the newest eight.
    expect(kept).toEqual([undefined, undefined, ...names.slice(2, 9), undefined]);
    expect(storage.kept.size).toBe(1);
  });

  it("nothing is kept or restored unless asked for", async () => {
    const storage = memory();
    await sentMail(storage);
    const { now } = registrationOn(scriptedHomeserver(), { flows, storage });
    expect(account(now()).answers).toEqual({});
  });

  it("a storage that throws is no reason to stop", async () => {
    const storage: ResumeStorage = {
      getItem: () => {
        throw new Error("not allowed");
      },
      setItem: () => {
        throw new Error("full");
      },
      removeItem: () => {
        throw new Error("not allowed");
      },
    };
    await sentMail(storage);
  });
});

describe("two tabs that wait for one mail", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("do not both poll: the second does when the first is gone", async () => {
    vi.stubGlobal("navigator", { onLine: true, locks: createLocks() });
    const [first, second] = [memory(), memory()];
    const one = scriptedHomeserver(...answers);
    const a = registrationOn(one, { flows, resume: true, storage: first });
    await a.run.submitAccount(input);
    await vi.waitFor(() => expect(a.time.pending()).toHaveLength(1));
    for (const [key, value] of first.kept) second.kept.set(key, value);

    const two = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], { completed: [terms] }),
      challenge([flow], { completed: [terms] }),
    );
    const b = registrationOn(two, { flows, resume: true, storage: second });
    await b.run.submitAccount(input);
    await vi.waitFor(() =>
      expect(b.now()).toMatchObject({ stage: { validation: { step: "sent" } } }),
    );
    const before = two.requests.length;
    b.time.pass(30_000);
    window.dispatchEvent(new Event("focus"));
    expect(two.requests).toHaveLength(before);
    a.run.dispose();
    await vi.waitFor(() => expect(two.requests).toHaveLength(before + 1));
  });
});

describe("an account that another tab makes", () => {
  const flows = { flows: [[dummy]], params: {} };

  /** Tabs with one attempt: the others are copies of the first. The twin does nothing but hear of it. */
  function openTabs(other: Parameters<typeof registrationOn>[0]) {
    const storage = memory();
    const server = heldHomeserver();
    const first = registrationOn(server, { flows, resume: true, storage });
    first.run.keep({ username: "alice" });
    const copy = (on: Parameters<typeof registrationOn>[0]) => {
      const copied = memory();
      for (const [key, value] of storage.kept) copied.kept.set(key, value);
      return { ...registrationOn(on, { flows, resume: true, storage: copied }), kept: copied.kept };
    };
    return { server, first, other: copy(other), twin: copy(scriptedHomeserver()) };
  }
  async function make({ server, first, twin }: ReturnType<typeof openTabs>) {
    void first.run.submitAccount(alice);
    await (await server.request(1)).answer(challenge([[dummy]]));
    await (await server.request(2)).answer(success);
    expect(first.now()).toMatchObject({ status: "done", outcome: "registered" });
    await vi.waitFor(() =>
      expect(twin.now()).toMatchObject({ status: "done", outcome: "inAnotherTab" }),
    );
  }

  it("is reported in this tab, and its record is deleted", async () => {
    const { twin, ...tabs } = openTabs(scriptedHomeserver());
    await make({ twin, ...tabs });
    expect(twin.kept.size).toBe(0);
    expect(twin.handed).toEqual([]);
  });

  it("is reported in place of the refusal, if this tab sent the name too", async () => {
    const server = heldHomeserver();
    const tabs = openTabs(server);
    void tabs.other.run.submitAccount(alice);
    await make(tabs);
    expect(tabs.other.now()).toMatchObject({ status: "account", activity: "sending" });
    await (await server.request(1)).answer(refusal(400, "M_USER_IN_USE"));
    expect(tabs.other.now()).toMatchObject({ status: "done", outcome: "inAnotherTab" });
  });

  it("is ignored by a tab with another name, or of another registration", async () => {
    const tabs = openTabs(scriptedHomeserver());
    const stranger = registrationOn(scriptedHomeserver(), {
      flows,
      resume: true,
      storage: memory(),
    });
    stranger.run.keep({ username: "alice" });
    tabs.other.run.keep({ username: "bob" });
    await make(tabs);
    expect(tabs.other.now().status).toBe("account");
    expect(stranger.now().status).toBe("account");
  });
});

/** Web Locks with exclusive requests, as far as they are used. */
function createLocks() {
  const queues = new Map<string, Promise<unknown>>();
  return {
    request(name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<unknown>) {
      const turn = queues.get(name) ?? Promise.resolve();
      const held = turn.then(() => (signal.aborted ? undefined : hold()));
      queues.set(name, held);
      return held;
    },
  };
}
