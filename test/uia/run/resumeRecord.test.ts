import { describe, expect, test } from "vitest";
import { identityOf } from "../../../src/discovery/homeserver.js";
import { earlyAnswers, keepEarly } from "../../../src/uia/run/earlyAnswers.js";
import {
  type ResumeRecord,
  readRecord,
  takeEarly,
  withAnswers,
  writeRecord,
} from "../../../src/uia/run/resumeRecord.js";
import { memoryStorage } from "../../redirect/memoryStorage.js";
import { homeserver } from "../registrationOn.js";
import { createTestClock } from "../testClock.js";

const minute = 60_000;
const key = "matrix-register-kit";
const mail = { address: "a@b.c", sid: "sid", clientSecret: "secret", messages: 1, resendAt: 90 };
const phone = { country: "GB", number: "07700900111" };
const policy = { id: "privacy", version: "1", language: "en", url: "https://hs.test/privacy" };
const recordOf = (identity: string, more: Partial<ResumeRecord> = {}): ResumeRecord => ({
  ...{ identity, attempt: "tab", at: 0, username: "alice", acceptedPolicies: [] },
  ...more,
});
const kept = (storage: ReturnType<typeof memoryStorage>) =>
  JSON.parse(storage.getItem(key) ?? "[]") as ResumeRecord[];
const write = (storage: ReturnType<typeof memoryStorage>, record: ResumeRecord, now = record.at) =>
  writeRecord(storage, record, { identity: record.identity, now });

describe("the record of a registration", () => {
  test("is found under its identity alone, whole", () => {
    const storage = memoryStorage();
    const record = recordOf("one", {
      ...{ email: "a@b.c", phone, acceptedPolicies: [policy], possiblyCreated: "alice", mail },
    });
    write(storage, record);
    write(storage, recordOf("two", { username: "bob" }));
    expect(readRecord(storage, "one", 0)).toEqual(record);
    expect(readRecord(storage, "two", 0)).toMatchObject({ username: "bob" });
    expect(readRecord(storage, "three", 0)).toBeUndefined();
  });

  test("takes the place of the one before", () => {
    const storage = memoryStorage();
    write(storage, recordOf("one"));
    write(storage, recordOf("one", { username: "bob", at: 1 }));
    expect(kept(storage)).toEqual([recordOf("one", { username: "bob", at: 1 })]);
  });

  test("is removed by none, and the others stay", () => {
    const storage = memoryStorage();
    write(storage, recordOf("one"));
    write(storage, recordOf("two"));
    writeRecord(storage, undefined, { identity: "one", now: 0 });
    expect(kept(storage).map(({ identity }) => identity)).toEqual(["two"]);
    writeRecord(storage, undefined, { identity: "two", now: 0 });
    expect(storage.entries.size).toBe(0);
  });

  test("is one of the newest eight", () => {
    const storage = memoryStorage();
    for (let number = 0; number < 10; number += 1) write(storage, recordOf(String(number)));
    expect(kept(storage).map(({ identity }) => identity)).toEqual([
      ...["2", "3", "4", "5", "6", "7", "8", "9"],
    ]);
  });

  test.each([
    [30 * minute, true],
    [30 * minute + 1, false],
    [-30 * minute, true],
    [-30 * minute - 1, false],
  ])("after %d ms is there: %s", (ms, isThere) => {
    const storage = memoryStorage();
    const at = 60 * minute;
    write(storage, recordOf("one", { at }));
    expect(readRecord(storage, "one", at + ms) !== undefined).toBe(isThere);
    // One that is too old is gone for good.
    expect(storage.entries.size).toBe(isThere ? 1 : 0);
  });

  test("is found by a question about another one too old to be kept", () => {
    const storage = memoryStorage();
    write(storage, recordOf("old"));
    write(storage, recordOf("new", { at: 20 * minute }));
    expect(readRecord(storage, "none", 40 * minute)).toBeUndefined();
    expect(kept(storage).map(({ identity }) => identity)).toEqual(["new"]);
  });

  test("has times that have passed, though the clock was set back", () => {
    const storage = memoryStorage();
    write(storage, recordOf("one", { at: 10_000, mail: { ...mail, resendAt: 12_000 } }));
    expect(readRecord(storage, "one", 4_000)).toMatchObject({
      ...{ at: 4_000, mail: { resendAt: 6_000 } },
    });
    expect(readRecord(storage, "one", 11_000)).toMatchObject({
      ...{ at: 10_000, mail: { resendAt: 12_000 } },
    });
  });

  test.each([
    "nonsense",
    "null",
    "{}",
    JSON.stringify([{ ...recordOf("one"), at: "soon" }]),
    JSON.stringify([{ ...recordOf("one"), username: "x".repeat(513) }]),
    JSON.stringify([{ ...recordOf("one"), acceptedPolicies: Array(21).fill(policy) }]),
    JSON.stringify([{ ...recordOf("one"), mail: { ...mail, sid: 1 } }]),
  ])("is none where the tab holds %s", (text) => {
    const storage = memoryStorage();
    storage.setItem(key, text);
    expect(readRecord(storage, "one", 0)).toBeUndefined();
  });

  test.each<
    [string, Parameters<typeof withAnswers>[1], Parameters<typeof withAnswers>[0] | object, boolean]
  >([
    ["nothing", {}, {}, false],
    ["empty answers", { username: "", email: "", phone: { ...phone, number: "" } }, {}, false],
    ["a username", { username: "a" }, {}, true],
    ["an email address", { email: "a" }, {}, true],
    ["a phone number", { phone }, {}, true],
    ["policies", { acceptedPolicies: [policy] }, {}, true],
    ["a mail", {}, { mail }, true],
    ["an account in doubt", {}, { possiblyCreated: "" }, true],
  ])("with %s is worth keeping: %s", (_, answers, more, isKept) => {
    const made = withAnswers({ identity: "one", attempt: "tab", at: 0, ...more }, answers);
    expect(made !== undefined).toBe(isKept);
    expect([made?.username, made?.email, made?.phone?.number]).not.toContain("");
  });
});

describe("answers that were typed before the machine was there", () => {
  const time = createTestClock(100 * minute);
  const storage = memoryStorage();
  const options = { homeserver, resume: true, storage, clock: time.clock } as const;
  const identity = identityOf(options);
  const now = time.clock.now();
  const early = (more: object) => {
    storage.entries.clear();
    keepEarly(options, {});
    const [name] = storage.entries.keys();
    storage.setItem(name ?? "", JSON.stringify({ at: now, ...more }));
  };

  test("are told, and come into the record once", () => {
    storage.entries.clear();
    keepEarly(options, { username: "alice", email: "a@b.c", phone, acceptedPolicies: [policy] });
    expect(earlyAnswers(options)).toEqual({ username: "alice", email: "a@b.c" });
    takeEarly(storage, options, now);
    expect(readRecord(storage, identity, now)).toEqual({
      ...{ identity, attempt: expect.stringMatching(/^[\w.]{43}$/) as unknown, at: now },
      ...{ username: "alice", email: "a@b.c", phone, acceptedPolicies: [policy] },
    });
    expect(earlyAnswers(options)).toEqual({});
    takeEarly(storage, options, now);
    expect(storage.entries.size).toBe(1);
  });

  test("leave what is in the record already, where they are empty", () => {
    storage.entries.clear();
    write(
      storage,
      recordOf(identity, { at: now, email: "a@b.c", phone, possiblyCreated: "x", mail }),
    );
    keepEarly(options, {
      ...{ username: "bob", email: "", phone: { ...phone, number: "" }, acceptedPolicies: [] },
    });
    takeEarly(storage, options, now);
    expect(readRecord(storage, identity, now)).toEqual(
      recordOf(identity, {
        ...{ at: now, username: "bob", email: "a@b.c", phone, possiblyCreated: "x", mail },
      }),
    );
  });

  test.each([
    [30 * minute, true],
    [30 * minute + 1, false],
    [-30 * minute, true],
    [-30 * minute - 1, false],
  ])("%d ms before are told: %s", (ms, isTold) => {
    early({ at: now - ms, username: "alice" });
    expect(earlyAnswers(options)).toEqual(isTold ? { username: "alice" } : {});
    takeEarly(storage, options, now);
    expect(readRecord(storage, identity, now) !== undefined).toBe(isTold);
  });

  test.each([
    [{ username: "" }, {}],
    [{ username: 1, email: "a" }, { email: "a" }],
    [{ username: "x".repeat(512) }, { username: "x".repeat(512) }],
    [{ username: "x".repeat(513), email: null }, {}],
    [{ at: "soon", username: "alice" }, {}],
  ])("of the form %j are %j", (kept, answers) => {
    early(kept);
    expect(earlyAnswers(options)).toEqual(answers);
  });

  test("are kept with `resume` alone", () => {
    const without = { ...options, resume: false };
    storage.entries.clear();
    keepEarly(without, { username: "alice" });
    expect(storage.entries.size).toBe(0);
    early({ username: "alice" });
    expect(earlyAnswers(without)).toEqual({});
  });

  test("are no matter to a storage that refuses", () => {
    const refuse = () => {
      throw new DOMException("Forbidden", "SecurityError");
    };
    const refusing = { getItem: refuse, setItem: refuse, removeItem: refuse };
    const refused = { ...options, storage: refusing };
    expect(() => keepEarly(refused, { username: "alice" })).not.toThrow();
    expect(earlyAnswers(refused)).toEqual({});
    expect(() => takeEarly(refusing, refused, now)).not.toThrow();
    expect(readRecord(refusing, identity, now)).toBeUndefined();
  });
});
