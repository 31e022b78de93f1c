import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  recaptcha,
  refusal,
  scriptedHomeserver,
  success,
} from "../scriptedHomeserver.js";

const forbidden = refusal(403, "M_FORBIDDEN", { error: "Username is forbidden" });
const closed = refusal(403, "M_FORBIDDEN", { error: "Registration has been disabled." });
const open = challenge([[dummy]]);
const atName = [
  {
    code: "usernameRefused",
    field: "username",
    detail: { status: 403, errcode: "M_FORBIDDEN", text: "Username is forbidden" },
  },
];

function problemsOf(snapshot: Snapshot) {
  return snapshot.status === "account" ? snapshot.problems : snapshot;
}

describe("a 403 to the first request", () => {
  it("is about the name where an empty request is let in, and the form is kept", async () => {
    const server = scriptedHomeserver(forbidden, open, open, success);
    const { run, now } = registrationOn(server);
    expect(await run.submitAccount(alice)).toEqual({ ok: false, problems: atName });
    expect(server.requests[1]?.body).toEqual({});
    expect(now()).toMatchObject({ status: "account", username: "alice" });
    await run.submitAccount({ ...alice, username: "bob" });
    expect(now().status).toBe("done");
    // The session of the empty request is not used.
    expect(server.requests[2]?.body).not.toHaveProperty("auth");
  });

  it("is a closed homeserver where an empty request is refused as well", async () => {
    const { run, now } = registrationOn(scriptedHomeserver(closed, closed));
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ status: "failed", problem: { code: "closed" } });
  });

  it.each<[string, Answer]>([
    ["a page", "html"],
    ["no answer", "cut"],
    ["a limit", refusal(429, "M_LIMIT_EXCEEDED")],
  ])("is about the name where an empty request gets %s", async (_name, answer) => {
    const { run } = registrationOn(scriptedHomeserver(forbidden, answer));
    expect(await run.submitAccount(alice)).toEqual({ ok: false, problems: atName });
  });

  it("is no name where there is none", async () => {
    const { run, now } = registrationOn(scriptedHomeserver(forbidden, open));
    await run.submitAccount({ password: alice.password });
    expect(now()).toMatchObject({ status: "failed", problem: { code: "forbidden" } });
  });
});

describe("a 403 once the stages are done", () => {
  it("is about the name where the homeserver says so", async () => {
    const server = scriptedHomeserver(challenge([[recaptcha]]), forbidden);
    server.answerNames(forbidden);
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    run.submitStage({ response: "solved" });
    await expect.poll(() => problemsOf(now())).toEqual(atName);
    expect(server.names).toEqual(["alice"]);
  });

  it("is about the name where it comes again in a new session, and names are not told", async () => {
    const server = scriptedHomeserver(open, forbidden, open, forbidden);
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(problemsOf(now())).toEqual(atName);
  });

  it("is not about a name that is free", async () => {
    const server = scriptedHomeserver(open, forbidden, open, forbidden);
    server.answerNames({ status: 200, body: { available: true } });
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ status: "failed", problem: { code: "forbidden" } });
  });
});

describe("a page of something in front of the homeserver", () => {
  const page = (status: number): Answer => ({ status, body: "a page" });

  it.each([403, 429, 503])(
    "with status %d is told, and the request can be repeated",
    async (status) => {
      const server = scriptedHomeserver(page(status), open, success);
      const { run, time, now } = registrationOn(server);
      expect(await run.submitAccount(alice)).toEqual({ ok: true });
      expect(now()).toMatchObject({
        status: "account",
        activity: "paused",
        pause: { code: "notLetThrough" },
      });
      time.pass(5_000);
      run.retry();
      await expect.poll(() => now().status).toBe("done");
      expect(server.requests[1]).toEqual(server.requests[0]);
    },
  );

  it("keeps the answer to a stage from the homeserver: it is repeated", async () => {
    const server = scriptedHomeserver(open, page(403), success);
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ activity: "paused", pause: { code: "notLetThrough" } });
    run.retry();
    await expect.poll(() => now().status).toBe("done");
  });

  it("with status 503 may hide an account that was made", async () => {
    const server = scriptedHomeserver(open, page(503), success);
    const { run, time, now } = registrationOn(server);
    void run.submitAccount(alice);
    await expect.poll(() => now().activity).toBe("checking");
    time.pass(1_000);
    await expect.poll(() => now().status).toBe("done");
  });

  it("leaves the doubt about a lost answer", async () => {
    const server = scriptedHomeserver(open, "cut", page(403), page(403), page(403));
    const { run, time, now } = registrationOn(server);
    void run.submitAccount(alice);
    for (const requests of [2, 3, 4]) {
      await expect.poll(() => server.requests.length).toBe(requests);
      await expect.poll(() => time.pending().length).toBe(1);
      time.pass(8_000);
    }
    await expect.poll(() => now().status).toBe("uncertain");
  });
});
