import { afterEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { createRegistration } from "../../../src/uia/run/createRegistration.js";
import { alice, homeserver, registrationOn } from "../registrationOn.js";
import {
  acceptedPrivacy,
  challenge,
  dummy,
  refusal,
  scriptedHomeserver,
  success,
  terms,
  termsParams,
  token,
} from "../scriptedHomeserver.js";

const flowsOf = (...flows: string[][]) => ({
  flows,
  params: flows.flat().includes(terms) ? termsParams : {},
});

function is<S extends Snapshot["status"]>(snapshot: Snapshot, status: S) {
  expect(snapshot.status).toBe(status);
  return snapshot as Extract<Snapshot, { status: S }>;
}

describe("open registration", () => {
  it("sends the full body without auth, then the identical body with auth, and hands over once", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run, handed, now } = registrationOn(server, { device: { displayName: "Kit" } });

    expect(await run.submitAccount(alice)).toEqual({ ok: true });

    const [first, second] = server.requests;
    expect(first?.body).toEqual({
      username: "alice",
      password: "correct horse",
      device_id: expect.stringMatching(/^[A-Z]{10}$/) as string,
      initial_device_display_name: "Kit",
    });
    expect(second?.body).toEqual({ ...first?.body, auth: { type: dummy, session: "s1" } });
    expect(first?.path).toBe("/_matrix/client/v3/register");
    expect(second?.path).toBe(first?.path);
    expect(is(now(), "done")).toMatchObject({ outcome: "registered", userId: "@alice:hs.test" });
    await vi.waitFor(() => expect(handed).toHaveLength(1));
    const account = handed[0]?.outcome === "registered" ? handed[0].account : undefined;
    expect(account?.session).toEqual({
      accessToken: "secret-access-token",
      deviceId: "DEVICE",
      refresh: null,
    });
    expect(await run.result).toEqual(handed[0]);
  });

  it("leaves the username to the homeserver", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run } = registrationOn(server);
    await run.submitAccount({ username: "", password: "pw" });
    expect(server.requests.every(({ body }) => !("username" in body))).toBe(true);
  });

  it("asks for no session when login is inhibited, and makes no device", async () => {
    const made = { status: 200, body: { user_id: "@alice:hs.test" } };
    const server = scriptedHomeserver(challenge([[dummy]]), made);
    const { run, handed, now } = registrationOn(server, { inhibitLogin: true });
    await run.submitAccount(alice);
    expect(server.requests[1]?.body).toMatchObject({ inhibit_login: true });
    expect(server.requests[1]?.body).not.toHaveProperty("device_id");
    expect(is(now(), "done")).toMatchObject({ hasSession: false });
    await vi.waitFor(() =>
      expect(handed).toMatchObject([{ outcome: "registered", account: { session: null } }]),
    );
  });

  it("tells when the access token expires, and how to refresh it", async () => {
    const body = {
      user_id: "@alice:hs.test",
      access_token: "at",
      device_id: "D",
      refresh_token: "rt",
      expires_in_ms: 300_000,
    };
    const server = scriptedHomeserver(challenge([[dummy]]), { status: 200, body });
    const { run, time } = registrationOn(server, { refreshToken: true });
    await run.submitAccount(alice);
    expect(server.requests[0]?.body).toMatchObject({ refresh_token: true });
    expect(await run.result).toMatchObject({
      account: {
        session: {
          expiresAt: time.clock.now() + 300_000,
          refresh: { via: "matrix", token: "rt" },
        },
      },
    });
  });

  it("sends the password exactly as typed", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run } = registrationOn(server);
    await run.submitAccount({ username: "alice", password: "  ﬁ pad\t " });
    expect(server.requests.map(({ body }) => body["password"])).toEqual([
      "  ﬁ pad\t ",
      "  ﬁ pad\t ",
    ]);
  });

  it("sends one request for two submissions at once", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run } = registrationOn(server);
    const [one, two] = await Promise.all([run.submitAccount(alice), run.submitAccount(alice)]);
    expect(one).toBe(two);
    expect(server.requests).toHaveLength(2);
  });

  it("uses one device for each request, and another for another registration", async () => {
    const devices = [];
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const server = scriptedHomeserver(challenge([[dummy]]), success);
      const { run } = registrationOn(server);
      await run.submitAccount(alice);
      devices.push(...server.requests.map(({ body }) => body["device_id"]));
    }
    expect(devices[0]).toBe(devices[1]);
    expect(devices[2]).toBe(devices[3]);
    expect(devices[0]).not.toBe(devices[2]);
  });
});

describe("the form's own checks", () => {
  it.each([
    [{ username: "Alice", password: "pw" }, "usernameUpperCase"],
    [{ username: "al ice", password: "pw" }, "usernameInvalid"],
    [{ username: "a".repeat(247), password: "pw" }, "usernameTooLong"],
    [{ username: "alice", password: "" }, "passwordMissing"],
    [{ username: "alice", password: "x".repeat(513) }, "passwordTooLong"],
    [{ username: "alice", password: "x\ud800" }, "passwordUnsendable"],
  ])("%j is %s, and nothing is sent", async (input, code) => {
    const server = scriptedHomeserver();
    const { run, now } = registrationOn(server);
    expect(await run.submitAccount(input)).toMatchObject({ ok: false, problems: [{ code }] });
    expect(is(now(), "account").problems).toMatchObject([{ code }]);
    expect(server.requests).toHaveLength(0);
  });

  it("offers the lower case of a username, and does not take it by itself", async () => {
    const { run, now } = registrationOn(scriptedHomeserver());
    await run.submitAccount({ username: "Alice", password: "pw" });
    expect(is(now(), "account").problems[0]).toMatchObject({ suggestion: "alice" });
  });
});

describe("refusals", () => {
  it.each([
    ["M_USER_IN_USE", "usernameTaken", "username"],
    ["M_INVALID_USERNAME", "usernameRefused", "username"],
    ["M_EXCLUSIVE", "usernameReserved", "username"],
    ["M_WEAK_PASSWORD", "passwordRefused", "password"],
    ["M_PASSWORD_TOO_SHORT", "passwordTooShort", "password"],
    ["M_PASSWORD_SOMETHING_NEW", "passwordRefused", "password"],
  ])("%s comes back to its field", async (errcode, code, field) => {
    const server = scriptedHomeserver(refusal(400, errcode));
    const { run, now } = registrationOn(server);
    const outcome = await run.submitAccount(alice);
    expect(outcome).toMatchObject({ ok: false, problems: [{ code, field }] });
    expect(is(now(), "account").problems).toMatchObject([
      { detail: { errcode, status: 400, text: `Words about ${errcode}` } },
    ]);
    expect(server.requests).toHaveLength(1);
  });

  it("a name refused late is corrected in the same session, without the password typed again", async () => {
    const flow = [token, dummy];
    const server = scriptedHomeserver(
      { status: 200, body: { valid: true } },
      challenge([flow]),
      challenge([flow], { completed: [token] }),
      refusal(400, "M_USER_IN_USE"),
      challenge([flow], { completed: [token] }),
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    const input = { ...alice, registrationToken: "invite" };
    expect(await run.submitAccount(input)).toMatchObject({
      ok: false,
      problems: [{ code: "usernameTaken" }],
    });
    await run.submitAccount({ ...input, username: "alice2" });
    expect(is(now(), "done").outcome).toBe("registered");
    expect(server.requests[4]?.body).toMatchObject({ username: "alice2", auth: { session: "s1" } });
    expect(server.requests[4]?.body["auth"]).not.toHaveProperty("type");
    // The one-use token was spent once.
    const auths = server.requests.map(
      ({ body }) => (body["auth"] as { type?: string } | undefined)?.type,
    );
    expect(auths.filter((type) => type === token)).toHaveLength(1);
  });

  it("a corrected name goes in a new session when the old session refuses it", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      refusal(400, "M_USER_IN_USE"),
      refusal(403, "M_UNKNOWN", { error: "Requested operation has changed" }),
      challenge([[dummy]], { session: "s2" }),
      success,
    );
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    await run.submitAccount({ ...alice, username: "alice2" });
    expect(server.requests[3]?.body).not.toHaveProperty("auth");
    expect(server.requests[4]?.body).toMatchObject({ auth: { session: "s2" } });
    expect(is(now(), "done").outcome).toBe("registered");
  });

  it("a changed password always starts a new session", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      refusal(400, "M_PASSWORD_TOO_SHORT"),
      challenge([[dummy]], { session: "s2" }),
      success,
    );
    const { run } = registrationOn(server);
    await run.submitAccount(alice);
    await run.submitAccount({ ...alice, password: "a longer password" });
    expect(server.requests[2]?.body).not.toHaveProperty("auth");
    expect(server.requests[2]?.body).toMatchObject({ password: "a longer password" });
  });

  it.each([
    [refusal(404, "M_UNRECOGNIZED"), "unsupportedByServer"],
    [refusal(400, "M_BAD_JSON"), "refused"],
    [refusal(401, "M_UNKNOWN_TOKEN"), "refused"],
    [challenge([]), "closed"],
    [{ status: 401, body: { flows: "x", session: 5 } }, "malformed"],
  ] as const)("%j ends the registration: %s", async (answer, code) => {
    const server = scriptedHomeserver(answer);
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(is(now(), "failed").problem.code).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  it("a full homeserver gives its contact, as a guarded link", async () => {
    const full = { admin_contact: "mailto:admin@hs.test", limit_type: "monthly_active_user" };
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      refusal(403, "M_RESOURCE_LIMIT_EXCEEDED", full),
    );
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(is(now(), "failed").problem).toMatchObject({
      code: "homeserverFull",
      contact: "mailto:admin@hs.test",
    });

    const hostile = scriptedHomeserver(
      refusal(403, "M_USER_LIMIT_EXCEEDED", { info_uri: "javascript:alert(1)" }),
    );
    const other = registrationOn(hostile);
    await other.run.submitAccount(alice);
    expect(is(other.now(), "failed").problem).not.toHaveProperty("contact");
  });

  it("an account of another homeserver is not handed over", async () => {
    const foreign = {
      status: 200,
      body: { user_id: "@alice:other.test", access_token: "x", device_id: "D" },
    };
    const { run, now, handed } = registrationOn(scriptedHomeserver(challenge([[dummy]]), foreign));
    await run.submitAccount(alice);
    expect(is(now(), "failed").problem.code).toBe("wrongServerName");
    expect(handed).toEqual([]);
  });

  it("an account of the homeserver counts in each spelling of the server name", async () => {
    const made = { status: 200, body: { user_id: "@alice:example.org" } };
    const { run, now } = registrationOn(scriptedHomeserver(challenge([[dummy]]), made), {
      homeserver: { baseUrl: "https://matrix.example.org", serverName: "Example.org." },
    });
    await run.submitAccount(alice);
    expect(is(now(), "done")).toMatchObject({ userId: "@alice:example.org" });
  });

  it("waiting for approval is an end, with or without a user ID", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      refusal(403, "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL"),
    );
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(is(now(), "done").outcome).toBe("pendingApproval");
    expect(await run.result).toEqual({ outcome: "pendingApproval", username: "alice" });
  });
});

describe("stages", () => {
  it("sends the terms accepted in the form, and tells the app which they were", async () => {
    const flow = [terms, dummy];
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], { completed: [terms] }),
      success,
    );
    const { run } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount({ ...alice, acceptedPolicies: [acceptedPrivacy] });
    expect(server.requests[1]?.body["auth"]).toEqual({ type: terms, session: "s1" });
    expect(await run.result).toMatchObject({ account: { acceptedPolicies: [acceptedPrivacy] } });
  });

  it("asks for every policy before it sends anything", async () => {
    const server = scriptedHomeserver();
    const { run } = registrationOn(server, { flows: flowsOf([terms, dummy]) });
    expect(await run.submitAccount(alice)).toMatchObject({
      problems: [{ code: "policiesNotAccepted", field: "policies" }],
    });
    expect(server.requests).toHaveLength(0);
  });

  it("asks again when the policies are others than those accepted", async () => {
    const flow = [terms, dummy];
    const changed = {
      [terms]: {
        policies: { privacy: { version: "2", en: { name: "New", url: "https://hs.test/2" } } },
      },
    };
    const server = scriptedHomeserver(
      challenge([flow], { params: changed }),
      challenge([flow], { params: changed, completed: [terms] }),
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount({ ...alice, acceptedPolicies: [acceptedPrivacy] });
    const stage = is(now(), "stage");
    expect(stage.problem?.code).toBe("policiesChanged");
    expect(stage.stage.policies.map(({ version }) => version)).toEqual(["2"]);
    const accepted = { id: "privacy", version: "2", language: "en", url: "https://hs.test/2" };
    run.submitStage({ acceptedPolicies: [accepted] });
    expect(await run.result).toMatchObject({ account: { acceptedPolicies: [accepted] } });
  });

  it("terms without a policy are accepted without asking", async () => {
    const flow = [terms, dummy];
    const params = { [terms]: { policies: {} } };
    const server = scriptedHomeserver(
      challenge([flow], { params }),
      challenge([flow], { params, completed: [terms] }),
      success,
    );
    const { run, now } = registrationOn(server, { flows: { flows: [flow], params } });
    expect(is(now(), "account").fields.policies).toEqual([]);
    await run.submitAccount(alice);
    expect(await run.result).toMatchObject({ account: { acceptedPolicies: [] } });
    expect(server.requests[1]?.body["auth"]).toMatchObject({ type: terms });
  });

  it.each([{}, { policies: { p: { version: "1", en: { name: "x", url: "javascript:1" } } } }])(
    "terms that cannot be shown (%j) end the registration before the form",
    (params) => {
      const { now } = registrationOn(scriptedHomeserver(), {
        flows: { flows: [[terms, dummy]], params: { [terms]: params } },
      });
      expect(is(now(), "failed").problem.code).toBe("policiesMalformed");
    },
  );

  it("says before anything is sent when no flow can be done here, and what is missing", () => {
    const { now } = registrationOn(scriptedHomeserver(), {
      flows: flowsOf(["m.login.sso", dummy], ["org.example.quiz"]),
      fallback: false,
    });
    expect(is(now(), "failed").problem).toMatchObject({
      code: "noSupportedFlow",
      stages: ["m.login.sso", "org.example.quiz"],
    });
  });

  it("takes the flow that can be done here", async () => {
    const flows = [["m.login.recaptcha", dummy], [dummy]];
    const { run, now } = registrationOn(scriptedHomeserver(challenge(flows), success), {
      flows: flowsOf(...flows),
    });
    await run.submitAccount(alice);
    expect(is(now(), "done").outcome).toBe("registered");
  });

  it("shows a stage it cannot do, names it, and goes on with another flow", async () => {
    const flows = [["org.example.quiz"], [dummy]];
    const server = scriptedHomeserver(challenge(flows), success);
    const { run, now } = registrationOn(server, { flows: flowsOf(...flows) });
    run.chooseFlow(["org.example.quiz"]);
    await run.submitAccount(alice);
    const stage = is(now(), "stage");
    expect(stage.stage).toMatchObject({ type: "org.example.quiz", supported: false });
    expect(stage.otherFlows).toEqual([[dummy]]);
    run.chooseFlow([dummy]);
    await vi.waitFor(() => is(now(), "done"));
  });

  it("a wrong token comes back to its field; the right one goes on in the same session", async () => {
    const flow = [token, dummy];
    const server = scriptedHomeserver(
      { status: 200, body: { valid: false } },
      // The second time the homeserver cannot say, which is no reason to stop.
      refusal(429, "M_LIMIT_EXCEEDED"),
      challenge([flow]),
      challenge([flow], {
        completed: [],
        errcode: "M_UNAUTHORIZED",
        error: "Invalid registration token",
      }),
      { status: 200, body: { valid: true } },
      challenge([flow], { completed: [token] }),
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    for (const wrong of ["wrong", "still-wrong"]) {
      expect(await run.submitAccount({ ...alice, registrationToken: wrong })).toMatchObject({
        ok: false,
        problems: [{ code: "registrationTokenRefused", field: "registrationToken" }],
      });
    }
    await run.submitAccount({ ...alice, registrationToken: "right" });
    expect(is(now(), "done").outcome).toBe("registered");
    expect(server.requests[5]?.body["auth"]).toEqual({
      type: token,
      session: "s1",
      token: "right",
    });
    expect(server.requests[0]?.path).toContain("/validity?token=wrong");
  });

  it("submits the unstable name of the token stage when the homeserver uses it", async () => {
    const unstable = "org.matrix.msc3231.login.registration_token";
    const server = scriptedHomeserver(
      { status: 200, body: { valid: true } },
      challenge([[unstable]]),
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf([unstable]) });
    expect(is(now(), "account").fields.registrationToken).toBe("required");
    await run.submitAccount({ ...alice, registrationToken: "invite" });
    expect(server.requests[2]?.body["auth"]).toMatchObject({ type: unstable, token: "invite" });
  });

  it("a stage is done when its type is completed, whatever the errcode says", async () => {
    const flow = [token, dummy];
    const server = scriptedHomeserver(
      { status: 200, body: { valid: true } },
      challenge([flow]),
      challenge([flow], { completed: [token], errcode: "M_UNAUTHORIZED", error: "Again" }),
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount({ ...alice, registrationToken: "invite" });
    expect(is(now(), "done").outcome).toBe("registered");
  });

  it("stops at a stage that never completes, after one request", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), challenge([[dummy]]));
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(is(now(), "failed").problem.code).toBe("noProgress");
    expect(server.registrations()).toHaveLength(2);
  });

  it("keeps params that a later answer leaves out", async () => {
    const flow = [token, terms, dummy];
    const server = scriptedHomeserver(
      { status: 200, body: { valid: true } },
      challenge([flow]),
      { status: 401, body: { flows: [{ stages: flow }], completed: [token] } },
      challenge([flow], { completed: [token, terms] }),
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount({
      ...alice,
      registrationToken: "invite",
      acceptedPolicies: [acceptedPrivacy],
    });
    expect(is(now(), "done").outcome).toBe("registered");
    expect(server.requests[3]?.body["auth"]).toEqual({ type: terms, session: "s1" });
  });
});

describe("guests", () => {
  it("sends nothing but the device's name", async () => {
    const guest = { user_id: "@1:hs.test", device_id: "guest_device", access_token: "gt" };
    const server = scriptedHomeserver({ status: 200, body: guest });
    const { run, now } = registrationOn(server, { device: { id: "MINE", displayName: "Kit" } });
    await run.submitAccount({ guest: true, username: "ignored", password: "ignored" });
    expect(server.requests).toEqual([
      {
        method: "POST",
        path: "/_matrix/client/v3/register?kind=guest",
        body: { initial_device_display_name: "Kit" },
      },
    ]);
    expect(is(now(), "done")).toMatchObject({ kind: "guest", userId: "@1:hs.test" });
    expect(await run.result).toMatchObject({ account: { kind: "guest" } });
  });

  it("refused guests are told on the form", async () => {
    const { run, now } = registrationOn(scriptedHomeserver(refusal(403, "M_UNKNOWN")));
    expect(await run.submitAccount({ guest: true })).toMatchObject({
      problems: [{ code: "guestsRefused" }],
    });
    expect(now().status).toBe("account");
  });

  it("a lost guest answer is reported, and not repeated", async () => {
    const server = scriptedHomeserver("cut");
    const { run, time } = registrationOn(server);
    expect(await run.submitAccount({ guest: true })).toMatchObject({
      problems: [{ code: "guestAnswerLost" }],
    });
    time.pass(60_000);
    expect(server.requests).toHaveLength(1);
  });

  it("an upgraded guest keeps the name, and sends the guest's token", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), {
      status: 200,
      body: { user_id: "@17:hs.test", access_token: "at", device_id: "D" },
    });
    const { run, now } = registrationOn(server, {
      flows: flowsOf([dummy]),
      guest: { userId: "@17:hs.test", accessToken: "guest-token" },
    });
    expect(is(now(), "account").fields.username).toBe("locked");
    await run.submitAccount({ password: "pw" });
    expect(server.requests[1]?.body).toMatchObject({
      username: "17",
      guest_access_token: "guest-token",
    });
  });
});

describe("limits", () => {
  it("counts down by the body, sends nothing by itself, and repeats the whole request on a click", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 5_000 }),
      success,
    );
    const { run, time, now } = registrationOn(server);
    expect(await run.submitAccount(alice)).toEqual({ ok: true });
    expect(now()).toMatchObject({
      status: "account",
      activity: "paused",
      pause: { code: "rateLimited", retryAt: time.clock.now() + 5_000 },
    });
    run.retry();
    time.pass(4_999);
    run.retry();
    expect(server.requests).toHaveLength(2);
    time.pass(1);
    run.retry();
    await vi.waitFor(() => is(now(), "done"));
    expect(server.requests[2]).toEqual(server.requests[1]);
  });

  it.each([
    [{ retry_after_ms: 2_000 }, 2_000, "rateLimited"],
    [{ retry_after_ms: 3_600_000 }, 900_000, "rateLimitedForLong"],
    [{}, 5_000, "rateLimited"],
  ] as const)("%j waits %d ms: %s", async (body, ms, code) => {
    const { run, time, now } = registrationOn(
      scriptedHomeserver(refusal(429, "M_LIMIT_EXCEEDED", body)),
    );
    await run.submitAccount(alice);
    expect(now().pause).toMatchObject({ code, retryAt: time.clock.now() + ms });
  });

  const soon = refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 500 });

  it("of less than two seconds is waited for unseen", async () => {
    const server = scriptedHomeserver(soon, challenge([[dummy]]), soon, success);
    const { run, time, now, snapshots } = registrationOn(server);
    void run.submitAccount(alice);
    for (const requests of [1, 3]) {
      await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
      expect(now()).toMatchObject({ status: "account", activity: "sending" });
      expect(server.requests).toHaveLength(requests);
      time.pass(1_000);
    }
    await vi.waitFor(() => is(now(), "done"));
    expect(server.requests[3]).toEqual(server.requests[2]);
    expect(snapshots.map(({ pause }) => pause).filter(Boolean)).toEqual([]);
  });

  it("is shown when it comes again and again", async () => {
    const { run, time, now } = registrationOn(scriptedHomeserver(soon, soon, soon, soon));
    void run.submitAccount(alice);
    for (let wait = 0; wait < 3; wait += 1) {
      await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
      time.pass(1_000);
    }
    await vi.waitFor(() => expect(now().pause).toMatchObject({ code: "rateLimited" }));
  });

  it("that is waited for unseen can be cancelled", async () => {
    const server = scriptedHomeserver(soon);
    const { run, time, now } = registrationOn(server);
    const submitted = run.submitAccount(alice);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    run.cancel();
    expect(await submitted).toEqual({ ok: false, problems: [] });
    expect(now()).toMatchObject({ status: "account", activity: "idle", username: "alice" });
    expect(time.pending()).toEqual([]);
  });

  it("waits longer by itself when limits come in a row, and takes the header when that can be read", async () => {
    const limit = refusal(429, "M_LIMIT_EXCEEDED");
    const withHeader = { status: 429, body: {}, headers: { "Retry-After": "33" } };
    const { run, time, now } = registrationOn(scriptedHomeserver(limit, limit, limit, withHeader));
    await run.submitAccount(alice);
    const waits = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const wait = (now().pause?.retryAt ?? 0) - time.clock.now();
      waits.push(wait);
      time.pass(wait);
      if (attempt < 3) {
        run.retry();
        await vi.waitFor(() => expect(now().activity).toBe("paused"));
      }
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 33_000]);
  });

  it("cancel leads back to the form with nothing lost", async () => {
    const { run, now } = registrationOn(scriptedHomeserver(refusal(429, "M_LIMIT_EXCEEDED")));
    await run.submitAccount(alice);
    run.cancel();
    expect(now()).toMatchObject({ status: "account", activity: "idle", username: "alice" });
  });
});

describe("answers that do not come", () => {
  it.each([
    "cut",
    "html",
    { status: 500, body: { errcode: "M_UNKNOWN" } },
    { status: 200, body: [] },
  ] as const)("%j at the last step: one check finds the account made", async (lost) => {
    const server = scriptedHomeserver(challenge([[dummy]]), lost, success);
    const { run, time, now } = registrationOn(server);
    const submitted = run.submitAccount(alice);
    await vi.waitFor(() => expect(now().activity).toBe("checking"));
    expect(now().status).toBe("account");
    time.pass(1_000);
    expect(await submitted).toEqual({ ok: true });
    expect(is(now(), "done").outcome).toBe("registered");
    expect(server.requests[2]?.body).toEqual({
      ...server.requests[0]?.body,
      auth: { session: "s1" },
    });
  });

  it("at most three checks, then it says that it does not know", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), "cut", "cut", "cut", "cut", success);
    const { run, time, now } = registrationOn(server);
    const submitted = run.submitAccount(alice);
    for (const [index, ms] of [1_000, 3_000, 8_000].entries()) {
      await vi.waitFor(() => expect(time.pending()).toEqual([ms]));
      expect(server.registrations()).toHaveLength(2 + index);
      time.pass(ms);
    }
    await submitted;
    expect(is(now(), "uncertain")).toMatchObject({ reason: "noAnswer", canCheck: true });
    time.pass(3_600_000);
    expect(server.registrations()).toHaveLength(5);
    run.checkAgain();
    await vi.waitFor(() => expect(is(now(), "done").outcome).toBe("registered"));
  });

  it("a check that finds no account lets the user repeat the request", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      "cut",
      challenge([[dummy]], { completed: [] }),
      success,
    );
    const { run, time, now } = registrationOn(server);
    void run.submitAccount(alice);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(1_000);
    await vi.waitFor(() => expect(now().activity).toBe("paused"));
    expect(now().pause).toMatchObject({ code: "notReceived" });
    run.retry();
    await vi.waitFor(() => is(now(), "done"));
    expect(server.requests[3]?.body["auth"]).toEqual({ type: dummy, session: "s1" });
  });

  it("a check that is limited waits for the time the homeserver asks for", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      "cut",
      refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 7_000 }),
      success,
    );
    const { run, time, now } = registrationOn(server);
    void run.submitAccount(alice);
    await vi.waitFor(() => expect(time.pending()).toEqual([1_000]));
    time.pass(1_000);
    await vi.waitFor(() => expect(time.pending()).toEqual([7_000]));
    time.pass(7_000);
    await vi.waitFor(() => is(now(), "done"));
  });

  it("a name taken after a lost answer is uncertain, never simply taken", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), "cut", refusal(400, "M_USER_IN_USE"));
    const { run, time, now } = registrationOn(server);
    void run.submitAccount(alice);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(1_000);
    await vi.waitFor(() => expect(is(now(), "uncertain").reason).toBe("nameTaken"));
    run.changeAnswer("username");
    expect(now()).toMatchObject({ status: "account", username: "alice" });
  });

  it("a lost first answer can be repeated; a name that is then taken is uncertain", async () => {
    const server = scriptedHomeserver("cut", refusal(400, "M_USER_IN_USE"));
    const { run, time, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ activity: "paused", pause: { code: "unreachable" } });
    time.pass(60_000);
    expect(server.requests).toHaveLength(1);
    run.retry();
    await vi.waitFor(() => is(now(), "uncertain"));
  });

  it("another account made in this session is uncertain, and not asked about again", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      refusal(400, "M_UNKNOWN", {
        error: "A different user ID has already been registered for this session",
      }),
    );
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(is(now(), "uncertain")).toMatchObject({ reason: "otherAccount", canCheck: false });
  });

  it.each([
    refusal(429, "M_LIMIT_EXCEEDED"),
    refusal(400, "M_USER_IN_USE"),
    refusal(400, "M_INVALID_USERNAME"),
    refusal(403, "M_THREEPID_DENIED"),
  ])("%j after the dummy stage is known: exactly one request", async (answer) => {
    const server = scriptedHomeserver(challenge([[dummy]]), answer);
    const { run, time, now } = registrationOn(server);
    await run.submitAccount(alice);
    time.pass(3_600_000);
    await Promise.resolve();
    expect(now().activity).not.toBe("checking");
    expect(server.registrations()).toHaveLength(2);
  });
});

describe("sessions that are forgotten", () => {
  const unknown = refusal(400, "M_UNKNOWN", { error: "Unknown session ID: s1" });

  it("begins again unseen, once, when nothing was done by hand", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      unknown,
      challenge([[dummy]], { session: "s2" }),
      success,
    );
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(is(now(), "done").outcome).toBe("registered");
    expect(server.requests[2]?.body).not.toHaveProperty("auth");

    const again = scriptedHomeserver(challenge([[dummy]]), unknown, challenge([[dummy]]), unknown);
    const other = registrationOn(again);
    expect(await other.run.submitAccount(alice)).toMatchObject({
      problems: [{ code: "sessionExpired" }],
    });
  });

  it("is told when a stage was done by hand, with everything kept", async () => {
    const flow = [terms, dummy];
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], { completed: [terms] }),
      unknown,
    );
    // Discovery has not seen the flows, so the terms come on a screen of their own.
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    run.submitStage({ acceptedPolicies: [acceptedPrivacy] });
    await vi.waitFor(() => expect(is(now(), "account").problems).toHaveLength(1));
    expect(is(now(), "account").problems).toMatchObject([{ code: "sessionExpired" }]);
    expect(now().username).toBe("alice");
  });

  it("while an answer is missing leaves the account in doubt", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), "cut", unknown);
    const { run, time, now } = registrationOn(server);
    void run.submitAccount(alice);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(1_000);
    await vi.waitFor(() => expect(is(now(), "uncertain").canCheck).toBe(false));
  });
});

describe("cancel, and the end", () => {
  it("a request in flight is not abandoned, and its account is told", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), () => {
      run.cancel();
      expect(now().cancelling).toBe(true);
      return success;
    });
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(server.requests).toHaveLength(2);
    expect(is(now(), "done").outcome).toBe("registered");
  });

  it("cancelled before the last step, nothing more is sent", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]));
    const { run, now } = registrationOn(server);
    const submitted = run.submitAccount(alice);
    run.cancel();
    expect(await submitted).toEqual({ ok: false, problems: [] });
    expect(now()).toMatchObject({ status: "account", activity: "idle" });
    expect(server.requests).toHaveLength(1);
  });

  it("a disposed registration ends its last request, hands over the account, and is then silent", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run, handed } = registrationOn(server);
    void run.submitAccount(alice);
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
    run.dispose();
    await vi.waitFor(() => expect(handed).toHaveLength(1));
    await expect(run.result).resolves.toMatchObject({ outcome: "registered" });
    expect(handed[0]).toMatchObject({ account: { userId: "@alice:hs.test" } });
  });

  it("a disposed idle registration rejects its result, and sends nothing", async () => {
    const server = scriptedHomeserver();
    const { run } = registrationOn(server);
    run.dispose();
    await expect(run.result).rejects.toThrow("disposed");
    expect(server.requests).toHaveLength(0);
  });

  it("an app that throws gets the account again on a click, and no second one is made", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const results: unknown[] = [];
    const { run, now } = registrationOn(server, {
      onDone: (result) => {
        results.push(result);
        if (results.length === 1) throw new Error("no room");
      },
    });
    await run.submitAccount(alice);
    await vi.waitFor(() => expect(now()).toMatchObject({ status: "done", handover: "failed" }));
    run.retryHandover();
    await vi.waitFor(() => expect(now()).toMatchObject({ handover: "done" }));
    expect(results[1]).toEqual(results[0]);
    run.retryHandover();
    expect(results).toHaveLength(2);
    expect(server.requests).toHaveLength(2);
  });

  it("refuses a device name that homeservers would refuse after making the account", () => {
    expect(() =>
      createRegistration({ homeserver, device: { displayName: "x".repeat(101) } }),
    ).toThrow(RangeError);
  });
});

it("a submission during a repeated request does not change that request", async () => {
  const flow = [dummy];
  const server = scriptedHomeserver(
    refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 2_000 }),
    challenge([flow]),
    success,
  );
  const { run, time, now } = registrationOn(server);
  await run.submitAccount(alice);
  time.pass(2_000);
  run.retry();
  expect(await run.submitAccount({ ...alice, password: "another" })).toEqual({
    ok: false,
    problems: [],
  });
  await vi.waitFor(() => is(now(), "done"));
  expect(server.requests.map(({ body }) => body["password"])).toEqual(
    server.requests.map(() => alice.password),
  );
});

describe("without a connection", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("nothing is sent, nothing is lost, and a click goes on", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run, now } = registrationOn(server);
    vi.stubGlobal("navigator", { onLine: false });
    await run.submitAccount(alice);
    expect(now()).toMatchObject({
      status: "account",
      activity: "paused",
      pause: { code: "offline" },
    });
    expect(server.requests).toHaveLength(0);
    vi.stubGlobal("navigator", { onLine: true });
    run.retry();
    await vi.waitFor(() => is(now(), "done"));
  });
});
