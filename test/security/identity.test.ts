import { describe, expect, it, vi } from "vitest";
import type { RegistrationOptions, ResumeStorage } from "../../src/uia/run/registrationOptions.js";
import { alice, homeserver, registrationOn } from "../uia/registrationOn.js";
import { challenge, email, scriptedHomeserver } from "../uia/scriptedHomeserver.js";

function memory(): ResumeStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A registration that waits for a mail, and is left by a reload. */
async function leftAtMail(storage: ResumeStorage) {
  const server = scriptedHomeserver(challenge([[email]]), { status: 200, body: { sid: "sid1" } });
  const { run, now, time } = registrationOn(server, { resume: true, storage });
  void run.submitAccount({ ...alice, email: "alice@example.org" });
  await vi.waitFor(() => {
    expect(now()).toMatchObject({ stage: { validation: { step: "sent" } } });
  });
  return { time };
}

/** The answers that a registration begins with. */
function answersOn(storage: ResumeStorage, options: Partial<RegistrationOptions> = {}): unknown {
  const { now } = registrationOn(scriptedHomeserver(), { resume: true, storage, ...options });
  const snapshot = now();
  return snapshot.status === "account" ? snapshot.answers : snapshot.status;
}

describe("a kept registration is that of one base URL, server name, trust and kind", () => {
  it("and goes on there", async () => {
    const storage = memory();
    await leftAtMail(storage);
    expect(answersOn(storage)).toMatchObject({ username: "alice" });
  });

  it.each<[string, Partial<RegistrationOptions>]>([
    ["base URL", { homeserver: { ...homeserver, baseUrl: "https://other.test" } }],
    ["server name", { homeserver: { ...homeserver, serverName: "other.test" } }],
    ["server name, which is not known", { homeserver: { baseUrl: homeserver.baseUrl } }],
    ["trust", { trust: "any" }],
    ["trust, the default", { trust: undefined } as unknown as Partial<RegistrationOptions>],
    ["kind", { kind: "guest" }],
  ])("not at another %s, and stays for its own", async (_, other) => {
    const storage = memory();
    await leftAtMail(storage);
    expect(answersOn(storage, other)).toEqual({});
    expect(answersOn(storage)).toMatchObject({ username: "alice" });
  });
});

describe("a kept registration and the clock", () => {
  const at = /"at":(\d+)/;
  const shift = (storage: ReturnType<typeof memory>, byMs: number) => {
    for (const [key, text] of storage.kept) {
      storage.kept.set(
        key,
        text.replace(at, (_all, time: string) => `"at":${Number(time) + byMs}`),
      );
    }
  };
  const minute = 60_000;

  it.each([1, 5_000, 29 * minute])(
    "goes on although the clock was set back by %d ms",
    async (ms) => {
      const storage = memory();
      await leftAtMail(storage);
      shift(storage, ms);
      expect(answersOn(storage)).toMatchObject({ username: "alice" });
    },
  );

  it.each([31 * minute, -31 * minute])(
    "that is %d ms away is removed, its client secret with it",
    async (ms) => {
      const storage = memory();
      await leftAtMail(storage);
      shift(storage, ms);
      expect(answersOn(storage)).toEqual({});
      expect(storage.kept.size).toBe(0);
    },
  );
});
