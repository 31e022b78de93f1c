// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { heldHomeserver, settle } from "../heldHomeserver.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  email,
  msisdn,
  refusal,
  scriptedHomeserver,
  success,
} from "../scriptedHomeserver.js";

const flow = [msisdn];
const phone = { country: "GB", number: "07700900111" };
const ownPlace = "/_matrix/client/unstable/add_threepid/msisdn/submit_token";
const right = { status: 200, body: { success: true } } as const;
const requested = (submit_url?: string) =>
  ({ status: 200, body: { sid: "sid1", ...(submit_url && { submit_url }) } }) as const;

function at(snapshot: Snapshot, type = msisdn) {
  expect(snapshot).toMatchObject({ status: "stage", stage: { type } });
  return snapshot as Extract<Snapshot, { status: "stage" }>;
}

/** A registration that waits for the code, on a homeserver that answers it by the script. */
async function waitingForCode(submitUrl: string | undefined, ...script: readonly Answer[]) {
  const server = scriptedHomeserver(challenge([flow]), requested(submitUrl), ...script);
  const made = registrationOn(server, { flows: { flows: [flow], params: {} } });
  await made.run.submitAccount({ ...alice, phone });
  await vi.waitFor(() => expect(at(made.now()).stage.validation?.step).toBe("sent"));
  return { server, ...made };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a code", () => {
  it.each([
    ["to the place the homeserver names, on its own host", "https://hs.test/codes", "/codes"],
    ["to the homeserver, not to another host it names", "https://evil.test/steal", ownPlace],
    ["to the homeserver, where it names no place", undefined, ownPlace],
    [
      "to the homeserver, not where the browser would send it in clear",
      "http://hs.test/x",
      ownPlace,
    ],
  ])("goes %s", async (_, submitUrl, path) => {
    const { run, server, now } = await waitingForCode(submitUrl, right, success);
    expect(at(now()).stage.validation).toMatchObject({ asksCode: true });
    run.submitStage({ code: "123456" });
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[2]).toMatchObject({ path, body: { sid: "sid1", token: "123456" } });
  });

  it("with a link beside it, if the homeserver names no place, is polled as well", async () => {
    const { run, server, time, now } = await waitingForCode(undefined, success);
    expect(at(now()).stage.validation).toMatchObject({ asksCode: true, opensLink: true });
    time.pass(5_000);
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[2]?.body["auth"]).toMatchObject({ type: msisdn });
    run.dispose();
  });

  it("is not polled where the homeserver waits for it", async () => {
    const { server, time, now } = await waitingForCode("https://hs.test/codes");
    expect(at(now()).stage.validation).toMatchObject({ asksCode: true, opensLink: false });
    time.pass(3_600_000);
    await settle();
    expect(server.requests).toHaveLength(2);
  });

  it.each<readonly [Answer]>([
    [refusal(404, "M_UNRECOGNIZED")],
    [refusal(405, "M_UNRECOGNIZED")],
    [{ status: 404, body: {} }],
  ])("without a place on the homeserver is reported, and a link is polled: %j", async (answer) => {
    const { run, time, now } = await waitingForCode(undefined, answer, success);
    run.submitStage({ code: "123456" });
    await vi.waitFor(() => expect(at(now()).problem?.code).toBe("codeUnsupported"));
    expect(at(now()).stage.validation).toMatchObject({ asksCode: false, opensLink: true });
    time.pass(30_000);
    await vi.waitFor(() => expect(now().status).toBe("done"));
  });

  it.each<readonly [Answer, string]>([
    [{ status: 200, body: { success: false } }, "codeRefused"],
    [refusal(400, "M_TOKEN_INCORRECT"), "codeRefused"],
    [refusal(400, "M_SESSION_EXPIRED"), "codeRefused"],
    [refusal(400, "M_UNKNOWN", { error: "Error contacting the identity server" }), "codeRefused"],
    [refusal(500, "M_UNKNOWN"), "serverFailed"],
    ["html", "serverFailed"],
    ["cut", "unreachable"],
    [refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 60_000 }), "rateLimited"],
  ])("answered with %j: %s, and another can be typed", async (answer, code) => {
    const { run, time, now } = await waitingForCode(
      "https://hs.test/codes",
      answer,
      right,
      success,
    );
    run.submitStage({ code: "123456" });
    await vi.waitFor(() => expect(at(now()).problem?.code).toBe(code));
    expect(at(now())).toMatchObject({ activity: "idle", stage: { validation: { step: "sent" } } });
    time.pass(60_000);
    run.submitStage({ code: "654321" });
    await vi.waitFor(() => expect(now().status).toBe("done"));
  });

  it("that is limited is not sent again before its time", async () => {
    const { run, server, time, now } = await waitingForCode(
      "https://hs.test/codes",
      refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 60_000 }),
    );
    run.submitStage({ code: "123456" });
    const retryAt = time.clock.now() + 60_000;
    await vi.waitFor(() =>
      expect(at(now()).problem).toMatchObject({ code: "rateLimited", retryAt }),
    );
    const told = at(now()).problem;
    time.pass(59_999);
    run.submitStage({ code: "123456" });
    await settle();
    expect(server.requests).toHaveLength(3);
    // Told once more, so that it is read out again.
    expect(at(now()).problem).toMatchObject({ code: "rateLimited", retryAt });
    expect(at(now()).problem).not.toBe(told);
  });

  it("is not sent without a connection", async () => {
    const { run, server, now } = await waitingForCode("https://hs.test/codes");
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    run.submitStage({ code: "123456" });
    await vi.waitFor(() => expect(at(now()).problem?.code).toBe("offline"));
    expect(server.requests).toHaveLength(2);
  });

  it("given during a poll goes when that has ended", async () => {
    const server = heldHomeserver();
    const { run, time, now } = registrationOn(server, { flows: { flows: [flow], params: {} } });
    void run.submitAccount({ ...alice, phone });
    await (await server.request(1)).answer(challenge([flow]));
    await (await server.request(2)).answer(requested());
    time.pass(5_000);
    const look = await server.request(3);
    run.submitStage({ code: "123456" });
    expect(now().activity).toBe("sending");
    expect(server.requests).toHaveLength(3);
    await look.answer(challenge([flow]));
    const code = await server.request(4);
    expect(code).toMatchObject({ path: ownPlace, body: { token: "123456" } });
    await code.answer({ status: 200, body: { success: false } });
    expect(at(now()).problem?.code).toBe("codeRefused");
    // The link may still be opened.
    expect(time.pending()).toHaveLength(1);
  });

  it("that does not come is spoken of after some minutes", async () => {
    const { time, now } = await waitingForCode("https://hs.test/codes");
    time.pass(179_999);
    expect(at(now()).stage.validation?.isLate).toBe(false);
    time.pass(1);
    expect(at(now()).stage.validation?.isLate).toBe(true);
  });
});

describe("a message whose answer does not come", () => {
  const asking = async (answer: Answer) => {
    const server = scriptedHomeserver(challenge([[email, dummy]]), answer);
    const made = registrationOn(server, { flows: { flows: [[email, dummy]], params: {} } });
    await made.run.submitAccount({ ...alice, email: "alice@example.org" });
    return { server, ...made };
  };

  it.each<readonly [Answer, string]>([
    ["cut", "messageInDoubt"],
    ["html", "messageInDoubt"],
    [refusal(500, "M_UNKNOWN"), "messageInDoubt"],
    [refusal(400, "M_UNKNOWN"), "messageNotSent"],
  ])("%j: %s", async (answer, code) => {
    const { now } = await asking(answer);
    await vi.waitFor(() => expect(at(now(), email).problem?.code).toBe(code));
    // It is not about the address.
    expect(at(now(), email).problem?.field).toBeUndefined();
  });

  it("is not asked for without a connection", async () => {
    const server = heldHomeserver();
    const { run, now } = registrationOn(server, { flows: { flows: [[email, dummy]], params: {} } });
    void run.submitAccount({ ...alice, email: "alice@example.org" });
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await (await server.request(1)).answer(challenge([[email, dummy]]));
    expect(at(now(), email)).toMatchObject({
      problem: { code: "offline" },
      stage: { validation: { step: "address" } },
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [refusal(400, "M_THREEPID_IN_USE"), "emailInUse"],
    [refusal(403, "M_THREEPID_DENIED"), "emailRefused"],
  ] as const)("and a refusal that is about the address says so: %j", async (answer, code) => {
    const { now } = await asking(answer);
    await vi.waitFor(() =>
      expect(at(now(), email).problem).toMatchObject({ code, field: "email" }),
    );
  });
});
