import { describe, expect, it } from "vitest";
import { alice, registrationOn } from "../registrationOn.js";
import {
  challenge,
  dummy,
  refusal,
  scriptedHomeserver,
  success,
  terms,
  token,
} from "../scriptedHomeserver.js";

const flow = [token, dummy];
const taken = refusal(400, "M_USER_IN_USE");
const free = { status: 200, body: { available: true } };
const valid = { status: 200, body: { valid: true } };
const withToken = { ...alice, registrationToken: "one-use" };
const asked = { flows: { flows: [flow], params: {} } };

describe("a registration token", () => {
  it.each([
    ["taken", taken, "usernameTaken"],
    ["not available", { status: 200, body: { available: false } }, "usernameTaken"],
    ["forbidden", refusal(403, "M_FORBIDDEN"), "usernameRefused"],
    ["reserved", refusal(400, "M_EXCLUSIVE"), "usernameReserved"],
  ])("is not sent for a name that is %s", async (_name, answer, code) => {
    const server = scriptedHomeserver(valid, challenge([flow]));
    server.answerNames(answer);
    const { run } = registrationOn(server, asked);
    expect(await run.submitAccount(withToken)).toMatchObject({
      ok: false,
      problems: [{ code, field: "username" }],
    });
    expect(JSON.stringify(server.registrations())).not.toContain('"token":"one-use"');
  });

  it("goes with another name in the same session, which is asked about anew", async () => {
    const server = scriptedHomeserver(
      valid,
      challenge([flow]),
      challenge([flow]),
      challenge([flow], { completed: [token] }),
      success,
    );
    server.answerNames(taken);
    const { run, now } = registrationOn(server, asked);
    await run.submitAccount(withToken);
    server.answerNames(free);
    await run.submitAccount({ ...withToken, username: "bob" });
    expect(now().status).toBe("done");
    expect(server.names).toEqual(["alice", "bob"]);
    expect(server.requests[2]?.body["auth"]).toEqual({ session: "s1" });
  });

  it("is asked about once for a name, and not where the homeserver chooses it", async () => {
    const all = [token, terms, dummy];
    const server = scriptedHomeserver(
      valid,
      challenge([all]),
      challenge([all], { completed: [token] }),
    );
    server.answerNames(free);
    const { run } = registrationOn(server, { flows: { flows: [all], params: {} } });
    await run.submitAccount({ ...withToken, username: "" });
    expect(server.names).toEqual([]);
  });

  it("that this attempt used up is told as such", async () => {
    const gone = refusal(400, "M_INVALID_PARAM", { error: "Invalid session" });
    const server = scriptedHomeserver(
      valid,
      challenge([flow]),
      challenge([flow], { completed: [token] }),
      gone,
      gone,
      challenge([flow]),
      challenge([flow], { errcode: "M_FORBIDDEN", error: "Invalid registration token" }),
    );
    server.answerNames(free);
    const { run } = registrationOn(server, asked);
    expect(await run.submitAccount(withToken)).toMatchObject({
      ok: false,
      problems: [{ code: "registrationTokenSpent", field: "registrationToken" }],
    });
  });
});

describe("a username", () => {
  it("that the homeserver does not choose itself is asked for", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      refusal(400, "M_INVALID_USERNAME"),
      challenge([[dummy]]),
      success,
    );
    const { run, now } = registrationOn(server);
    const missing = { ok: false, problems: [{ code: "usernameMissing", field: "username" }] };
    expect(await run.submitAccount({ password: alice.password })).toMatchObject(missing);
    expect(now()).toMatchObject({ fields: { username: "required" } });
    expect(await run.submitAccount({ ...alice, username: " " })).toEqual(missing);
    expect(server.requests).toHaveLength(2);
    await run.submitAccount(alice);
    expect(now().status).toBe("done");
  });

  it("goes without the blanks and unseen signs at its ends", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run } = registrationOn(server);
    await run.submitAccount({ ...alice, username: " \u200balice\n" });
    expect(server.requests[0]?.body).toMatchObject({ username: "alice" });
  });

  it.each([
    ["Alice", "alice", "usernameUpperCase"],
    ["@alice:hs.test", "alice", "usernameInvalid"],
    ["alice:hs.test", "alice", "usernameInvalid"],
    ["@Alice", "alice", "usernameInvalid"],
    ["\uff41\uff4c\uff49\uff43\uff45", "alice", "usernameInvalid"],
    ["alice.smith@example.org", "alice.smith", "usernameInvalid"],
    ["https://matrix.to/#/@alice:hs.test", "alice", "usernameInvalid"],
    ["https://hs.test/", undefined, "usernameInvalid"],
    ["al ice", undefined, "usernameInvalid"],
    ["älice", undefined, "usernameInvalid"],
    ["@:hs.test", undefined, "usernameInvalid"],
  ])("%s is not sent; offered is %s", async (username, suggestion, code) => {
    const { run } = registrationOn(scriptedHomeserver());
    const { problems } = (await run.submitAccount({ ...alice, username })) as {
      problems: readonly unknown[];
    };
    expect(problems).toEqual([
      { code, field: "username", ...(suggestion !== undefined && { suggestion }) },
    ]);
  });
});

describe("a session without a device", () => {
  const [user_id, access_token] = ["@alice:hs.test", "secret-access-token"];
  const lacking = { status: 200, body: { user_id, access_token, device_id: null } };

  it("is handed over with the device that the homeserver names", async () => {
    const owner = { status: 200, body: { user_id, device_id: "NAMED" } };
    const { run, now } = registrationOn(scriptedHomeserver(challenge([[dummy]]), lacking, owner));
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ status: "done", hasSession: true });
    expect(await run.result).toMatchObject({ account: { session: { deviceId: "NAMED" } } });
  });

  it.each([
    ["names none", { status: 200, body: { user_id } }],
    ["names another account", { status: 200, body: { user_id: "@bob:hs.test", device_id: "D" } }],
    ["does not say", refusal(401, "M_UNKNOWN_TOKEN")],
  ])("is ended where the homeserver %s, and the account is told", async (_name, owner) => {
    const server = scriptedHomeserver(challenge([[dummy]]), lacking, owner, {
      status: 200,
      body: {},
    });
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ status: "done", userId: user_id, hasSession: false });
    expect(await run.result).toMatchObject({ account: { session: null } });
    expect(server.requests.at(-1)?.path).toContain("/logout");
  });
});
