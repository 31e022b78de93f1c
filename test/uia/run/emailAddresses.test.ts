import { describe, expect, it, vi } from "vitest";
import { alice, registrationOn } from "../registrationOn.js";
import { challenge, email, scriptedHomeserver } from "../scriptedHomeserver.js";

const asked = { flows: { flows: [[email]], params: {} } };

describe("an email address", () => {
  it.each([
    " alice@example.org\n",
    "\u200balice@example.org\u200b",
    "\u202aalice@example.org\u202c",
  ])("goes without the blanks and unseen signs at its ends: %j", async (typed) => {
    const server = scriptedHomeserver(challenge([[email]]), { status: 200, body: { sid: "1" } });
    const { run } = registrationOn(server, asked);
    await run.submitAccount({ ...alice, email: typed });
    await vi.waitFor(() => {
      expect(server.requests[1]?.body).toMatchObject({ email: "alice@example.org" });
    });
  });

  it.each([
    "Alice <alice@example.org>",
    "alice smith@example.org",
    "alice@example.org, bob",
    "alice@exam\u00a0ple.org",
    "<alice@example.org>",
  ])("has neither a name beside it nor a blank: %j", async (typed) => {
    const server = scriptedHomeserver();
    const { run } = registrationOn(server, asked);
    expect(await run.submitAccount({ ...alice, email: typed })).toEqual({
      ok: false,
      problems: [{ code: "emailMalformed", field: "email" }],
    });
    expect(server.requests).toHaveLength(0);
  });

  it.each(["a@b", "ü@ü.example", "alice+matrix@example.org", "o'hara@example.org"])(
    "may be one that the homeserver has to judge: %s",
    async (typed) => {
      const server = scriptedHomeserver(challenge([[email]]), { status: 200, body: { sid: "1" } });
      const { run } = registrationOn(server, asked);
      expect(await run.submitAccount({ ...alice, email: typed })).toMatchObject({ ok: true });
    },
  );
});
