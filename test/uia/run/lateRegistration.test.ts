import { describe, expect, test, vi } from "vitest";
import { identityOf } from "../../../src/discovery/homeserver.js";
import { createFakeHomeserver } from "../../../src/testing/index.js";
import { lateModule } from "../../../src/uia/browser/lateModule.js";
import type { Registration } from "../../../src/uia/machine/registration.js";
import { createRegistration } from "../../../src/uia/run/createRegistration.js";
import { lateRegistration } from "../../../src/uia/run/lateRegistration.js";
import type { RegistrationOptions } from "../../../src/uia/run/registrationOptions.js";

/** A machine that is loaded when the test says so. */
function heldMachine() {
  const loads: { readonly succeed: () => void; readonly fail: () => void }[] = [];
  const late = lateModule(
    () =>
      new Promise<{ createRegistration: typeof createRegistration }>((resolve, reject) => {
        loads.push({
          succeed: () => resolve({ createRegistration }),
          fail: () => reject(new TypeError("Failed to fetch dynamically imported module")),
        });
      }),
  );
  return { late, loads };
}

function memory() {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    text: () => [...entries.values()].join(),
  };
}

const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
const policies = {
  privacy: { version: "1", en: { name: "Privacy", url: "https://example.org/" } },
};
const answers = { username: "alice", password: "correct horse" };

const fakeServer = createFakeHomeserver();

function onFake(options: Partial<RegistrationOptions> = {}) {
  const fake = createFakeHomeserver();
  const fetch = vi.fn(fake.fetch);
  const { late, loads } = heldMachine();
  const registration = lateRegistration({ homeserver: fake, fetch, ...options }, late);
  return { registration, fetch, loads };
}

/** Does all that only a registration that has begun acts on. */
function doAllButBegin(registration: Registration) {
  registration.submitStage({ code: "1" });
  registration.checkNow();
  registration.resend();
  registration.retry();
  registration.checkAgain();
  registration.changeAnswer("username");
  registration.cancel();
  registration.retryHandover();
}

describe("before its code is loaded, a registration", () => {
  test.each<[string, Partial<RegistrationOptions>]>([
    ["without flows", {}],
    ["for a dummy", { flows: { flows: [["m.login.dummy"]], params: {} } }],
    [
      "for an email, a token and terms",
      {
        flows: {
          flows: [
            ["m.login.registration_token", "m.login.email.identity", "m.login.terms"],
            ["m.login.terms"],
          ],
          params: { "m.login.terms": { policies } },
        },
      },
    ],
    [
      "for terms that cannot be read",
      { flows: { flows: [["m.login.terms"]], params: { "m.login.terms": { policies: 7 } } } },
    ],
    ["on a closed homeserver", { flows: { flows: [], params: {} } }],
    [
      "for an unknown stage",
      { flows: { flows: [["org.example.x"]], params: {} }, fallback: false },
    ],
    ["for guests", { kind: "guest", flows: { flows: [], params: {} } }],
    [
      "for the upgrade of a guest",
      { guest: { userId: "@guest7:example.org", accessToken: "secret" } },
    ],
    [
      "for a stage of the app's own",
      {
        supportedStages: ["org.example.x"],
        formStages: ["org.example.x"],
        flows: { flows: [["org.example.x"]], params: { "org.example.x": { a: 1 } } },
      },
    ],
  ])("shows the same as after it: %s", (_, options) => {
    const { late } = heldMachine();
    const registration = lateRegistration({ homeserver, trust: "listed", ...options }, late);
    const loaded = createRegistration({ homeserver, trust: "listed", ...options });
    expect(registration.getSnapshot()).toEqual(loaded.getSnapshot());
    loaded.dispose();
    registration.dispose();
  });

  test.each([
    ["no JSON", "{"],
    ["another kind of value", "null"],
    ["another kind of answer", JSON.stringify({ at: Date.now(), username: 7, email: {} })],
    ["text without end", JSON.stringify({ at: Date.now(), username: "x".repeat(600) })],
    ["no time", JSON.stringify({ username: "alice" })],
    ["old ones", JSON.stringify({ at: Date.now() - 31 * 60_000, username: "alice" })],
  ])("knows nothing of what it kept, if that is %s", (_, kept) => {
    const storage = { ...memory(), getItem: () => kept };
    const options = { homeserver, trust: "listed", resume: true, storage } as const;
    const registration = lateRegistration(options, heldMachine().late);
    expect(registration.getSnapshot()).toMatchObject({ status: "account", answers: {} });
    registration.dispose();
    const loaded = createRegistration(options);
    expect(loaded.getSnapshot()).toMatchObject({ status: "account", answers: {} });
    loaded.dispose();
  });

  test("refuses wrong options at once", () => {
    const { late } = heldMachine();
    const local = { baseUrl: "http://localhost:8008" };
    expect(() => lateRegistration({ homeserver: local, trust: "any" }, late)).toThrow(TypeError);
    const device = { displayName: "x".repeat(101) };
    expect(() => lateRegistration({ homeserver, device }, late)).toThrow(RangeError);
  });

  test("is seen to be sending, and then makes the account", async () => {
    const { registration, fetch, loads } = onFake();
    const seen: string[] = [];
    registration.subscribe(() => {
      const { status, activity } = registration.getSnapshot();
      seen.push(`${status} ${activity}`);
    });
    const submitted = registration.submitAccount(answers);
    expect(registration.getSnapshot().activity).toBe("sending");
    expect(await registration.submitAccount(answers)).toEqual({ ok: false, problems: [] });
    expect(fetch).not.toHaveBeenCalled();
    loads[0]?.succeed();
    expect(await submitted).toEqual({ ok: true });
    expect(await registration.result).toMatchObject({ outcome: "registered" });
    // It is never idle in between.
    expect([...new Set(seen)]).toEqual(["account sending", "done idle"]);
  });

  test.each([
    ["left empty", { password: "correct horse" }, { username: "alice" }],
    ["filled in otherwise", { username: "bob", password: "correct horse" }, { username: "bob" }],
  ])("sends the name of before a reload that it cannot show yet: %s", async (_, input, sent) => {
    const storage = memory();
    const before = createRegistration({ homeserver: fakeServer, resume: true, storage });
    before.keep({ username: "alice" });
    before.dispose();
    const { registration, fetch, loads } = onFake({ resume: true, storage });
    const submitted = registration.submitAccount(input);
    loads[0]?.succeed();
    expect(await submitted).toEqual({ ok: true });
    const [, request] = fetch.mock.calls[0] ?? [];
    expect(JSON.parse(request?.body as string)).toMatchObject(sent);
  });

  test("tells that nothing was received when its code does not come, and can be sent again", async () => {
    const { registration, fetch, loads } = onFake();
    const submitted = registration.submitAccount(answers);
    loads[0]?.fail();
    const problems = [{ code: "notReceived" }];
    expect(await submitted).toEqual({ ok: false, problems });
    expect(registration.getSnapshot()).toMatchObject({ activity: "idle", problems });
    expect(fetch).not.toHaveBeenCalled();

    const again = registration.submitAccount(answers);
    expect(registration.getSnapshot()).toMatchObject({ activity: "sending", problems: [] });
    loads[1]?.succeed();
    expect(await again).toEqual({ ok: true });
  });

  test("sends nothing after a cancel", async () => {
    const { registration, fetch, loads } = onFake();
    const submitted = registration.submitAccount(answers);
    registration.cancel();
    expect(registration.getSnapshot().cancelling).toBe(true);
    loads[0]?.succeed();
    expect(await submitted).toEqual({ ok: false, problems: [] });
    expect(registration.getSnapshot()).toMatchObject({ activity: "idle", cancelling: false });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("sends nothing once it is disposed", async () => {
    const { registration, fetch, loads } = onFake();
    const submitted = registration.submitAccount(answers);
    registration.dispose();
    await expect(registration.result).rejects.toThrow("disposed");
    loads[0]?.succeed();
    expect(await submitted).toEqual({ ok: false, problems: [] });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("loses no answer of before a reload by what was sent to be kept while the form was empty", async () => {
    const storage = memory();
    const phone = { country: "GB", number: "07700 900123" };
    const acceptedPolicies = [{ id: "a", version: "1", language: "en", url: "https://a.test/" }];
    const before = { username: "alice", email: "a@example.org", phone, acceptedPolicies };
    const first = createRegistration({ homeserver, resume: true, storage });
    first.keep(before);
    first.dispose();
    const { late, loads } = heldMachine();
    const registration = lateRegistration({ homeserver, resume: true, storage }, late);
    registration.keep({
      username: "",
      email: "",
      phone: { country: "GB", number: "" },
      acceptedPolicies: [],
    });
    loads[0]?.succeed();
    await vi.waitFor(() => {
      expect(registration.getSnapshot()).toMatchObject({ status: "account", answers: before });
    });
    registration.dispose();
  });

  test("keeps the answers for a reload", async () => {
    const storage = memory();
    const { registration, loads } = onFake({ resume: true, storage });
    registration.keep({ username: "al" });
    registration.keep({ username: "alice" });
    expect(loads).toHaveLength(1);
    loads[0]?.succeed();
    await vi.waitFor(() => expect(storage.text()).toContain('"alice"'));
    registration.dispose();
  });

  test("keeps the answers although its code never comes, all but the secrets", async () => {
    const storage = memory();
    const { registration, loads } = onFake({ resume: true, storage });
    const privacy = { id: "privacy", version: "1", language: "en", url: "https://example.org/" };
    const phone = { country: "GB", number: "0770" };
    const typed = { username: "alice", email: "alice@", phone, acceptedPolicies: [privacy] };
    registration.keep({ username: "a" });
    registration.keep({ ...typed, ...{ password: "canary", registrationToken: "canary" } });
    loads[0]?.fail();
    await registration.submitAccount(answers);
    registration.dispose();
    expect(storage.text()).not.toContain("canary");

    const { registration: afterReload } = onFake({ resume: true, storage });
    expect(afterReload.getSnapshot()).toMatchObject({
      username: "alice",
      answers: { username: "alice", email: "alice@" },
    });
    const loaded = createRegistration({ homeserver: fakeServer, resume: true, storage });
    expect(loaded.getSnapshot()).toMatchObject({ answers: typed });
    loaded.dispose();
    const again = createRegistration({ homeserver: fakeServer, resume: true, storage });
    expect(again.getSnapshot()).toMatchObject({ answers: typed });
    again.keep({ username: "", email: "", phone: { ...phone, number: "" }, acceptedPolicies: [] });
    again.dispose();
    expect(storage.text()).toBe("");
  });

  test("after a failure loads its code when the user sends the form, and not while they type", async () => {
    const { registration, loads } = onFake();
    registration.keep({ username: "a" });
    loads[0]?.fail();
    await registration.submitAccount(answers);
    registration.keep({ username: "al" });
    expect(loads).toHaveLength(1);
    const submitting = registration.submitAccount(answers);
    expect(loads).toHaveLength(2);
    loads[1]?.succeed();
    await expect(submitting).resolves.toMatchObject({ ok: true });
    registration.dispose();
  });

  test("leaves to its code what that kept before", async () => {
    const storage = memory();
    const mail = { address: "a@b", sid: "1", clientSecret: "c", messages: 1, resendAt: 0 };
    const options = { homeserver, trust: "listed", resume: true, storage } as const;
    const record = {
      identity: identityOf(options),
      attempt: "tab",
      at: Date.now(),
      username: "alice",
      possiblyCreated: "alice",
      acceptedPolicies: [],
      mail,
    };
    storage.setItem("matrix-register-kit", JSON.stringify([record]));
    const { late } = heldMachine();
    const registration = lateRegistration(options, late);
    registration.keep({ username: "bob" });
    registration.dispose();
    createRegistration(options).dispose();
    expect(JSON.parse(storage.text())).toEqual([
      { ...record, at: expect.any(Number) as unknown, username: "bob" },
    ]);
  });

  test("tells its listeners what it knows from before a reload", async () => {
    const storage = memory();
    const options = { homeserver, trust: "listed", resume: true, storage } as const;
    const before = createRegistration(options);
    before.keep({ username: "alice" });
    before.dispose();
    const { late, loads } = heldMachine();
    const registration = lateRegistration(options, late);
    const seen: unknown[] = [];
    const stop = registration.subscribe(() => {
      const snapshot = registration.getSnapshot();
      seen.push(snapshot.status === "account" && snapshot.answers.username);
    });
    // Another loads it.
    void late.load();
    loads[0]?.succeed();
    await vi.waitFor(() => expect(seen).toContain("alice"));
    stop();
    registration.dispose();
  });

  /** A registration with a machine that only remembers what it is asked to do. */
  function onMachineOfTest() {
    const machine = createRegistration({ homeserver, trust: "listed" });
    const acts = {
      ...machine,
      ...{ keep: vi.fn(), submitStage: vi.fn(), checkNow: vi.fn(), resend: vi.fn() },
      ...{ retry: vi.fn(), checkAgain: vi.fn(), changeAnswer: vi.fn(), cancel: vi.fn() },
      ...{ chooseFlow: vi.fn(), startAgain: vi.fn(), retryHandover: vi.fn(), dispose: vi.fn() },
      ...{ openFallback: vi.fn(() => "opened" as const), fallbackUrl: () => "https://hs.test/" },
    };
    const create = vi.fn(() => acts);
    const late = lateModule(async () => ({ createRegistration: create }));
    return { acts, create, registration: lateRegistration({ homeserver, trust: "listed" }, late) };
  }

  test.each<[string, (registration: Registration) => void, keyof Registration, unknown[]]>([
    ["a flow", (each) => each.chooseFlow(["m.login.dummy"]), "chooseFlow", [["m.login.dummy"]]],
    ["a new start", (each) => each.startAgain(), "startAgain", []],
    ["an answer", (each) => each.keep({ username: "a" }), "keep", [{ username: "a" }]],
  ])("loads its code for %s", async (_, act, name, given) => {
    const { acts, create, registration } = onMachineOfTest();
    act(registration);
    await vi.waitFor(() => expect(acts[name]).toHaveBeenCalledExactlyOnceWith(...given));
    expect(create).toHaveBeenCalledOnce();
  });

  test("does all by its machine once that is made", async () => {
    const { acts, create, registration } = onMachineOfTest();
    registration.startAgain();
    await vi.waitFor(() => expect(acts.startAgain).toHaveBeenCalledOnce());
    registration.keep({ username: "b" });
    doAllButBegin(registration);
    expect(registration.openFallback("click")).toBe("opened");
    expect(registration.fallbackUrl()).toBe("https://hs.test/");
    registration.dispose();
    expect(acts.keep).toHaveBeenCalledExactlyOnceWith({ username: "b" });
    expect(acts.submitStage).toHaveBeenCalledExactlyOnceWith({ code: "1" });
    expect(acts.changeAnswer).toHaveBeenCalledExactlyOnceWith("username");
    for (const name of [
      ...(["checkNow", "resend", "retry", "checkAgain", "cancel"] as const),
      ...(["retryHandover", "dispose"] as const),
    ]) {
      expect(acts[name], name).toHaveBeenCalledOnce();
    }
    expect(create).toHaveBeenCalledOnce();
  });

  test("has nothing to act on, but for the form", async () => {
    const { registration, loads } = onFake();
    const before = registration.getSnapshot();
    doAllButBegin(registration);
    expect(registration.openFallback("click")).toBe("followLink");
    expect(registration.fallbackUrl()).toBeUndefined();
    expect(registration.getSnapshot()).toBe(before);
    expect(loads).toHaveLength(0);
    registration.dispose();
    await expect(registration.result).rejects.toThrow(/disposed before it came to an end/);
  });

  test("is told of by no listener that has left", async () => {
    const { registration, loads } = onFake();
    const left = vi.fn();
    const stays = vi.fn();
    registration.subscribe(left)();
    const stop = registration.subscribe(stays);
    const sending = registration.submitAccount(answers);
    loads[0]?.succeed();
    expect(await sending).toEqual({ ok: true });
    expect(registration.getSnapshot().status).toBe("done");
    expect(stays).toHaveBeenCalled();
    expect(left).not.toHaveBeenCalled();
    const calls = stays.mock.calls.length;
    stop();
    registration.startAgain();
    expect(stays).toHaveBeenCalledTimes(calls);
    expect(await registration.result).toMatchObject({ outcome: "registered" });
    registration.dispose();
  });

  test("is the machine's own once that is loaded", async () => {
    const { late, loads } = heldMachine();
    const loading = late.load();
    loads[0]?.succeed();
    await loading;
    const registration = lateRegistration({ homeserver, trust: "listed" }, late);
    expect(registration.getSnapshot().status).toBe("account");
    registration.dispose();
    expect(loads).toHaveLength(1);
  });
});

test("a subscriber that throws before the code is loaded does not keep the form from being sent", async () => {
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const fault = new Error("The app's own error");
  const { registration, loads } = onFake();
  registration.subscribe(() => {
    throw fault;
  });
  const submission = registration.submitAccount(answers);
  await vi.waitFor(() => expect(loads).toHaveLength(1));
  loads[0]?.succeed();
  expect(await submission).toEqual({ ok: true });
  expect(reported).toHaveBeenCalledWith(fault);
  await expect(registration.result).resolves.toMatchObject({ outcome: "registered" });
  vi.unstubAllGlobals();
});
