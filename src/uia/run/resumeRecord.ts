import * as v from "valibot";
import { identityOf } from "../../discovery/homeserver.js";
import { randomClientSecret } from "../../protocol/guards/generatedIds.js";
import type { AcceptedPolicy, AccountAnswers, Phone } from "../machine/types.js";
import { earlyKey, keptFor } from "./earlyAnswers.js";
import type { RegistrationOptions, ResumeStorage } from "./registrationOptions.js";

/** The part of a registration that survives a reload: the form without the password, and the mail. */
export interface ResumeRecord {
  /** The identity of the registration: nothing of it is for another one. */
  readonly identity: string;
  /** Names the registration among the tabs that have it. A duplicated tab has the same. */
  readonly attempt: string;
  /** When it was written: ms since the epoch. */
  readonly at: number;
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: Phone | undefined;
  readonly acceptedPolicies: readonly AcceptedPolicy[];
  /** The username of a request whose answer was lost, or is still to come. */
  readonly possiblyCreated?: string | undefined;
  readonly mail?:
    | {
        /** The address it was sent to. The form may hold another one. */
        readonly address: string;
        readonly sid: string;
        readonly clientSecret: string;
        readonly messages: number;
        readonly resendAt: number;
      }
    | undefined;
}

const key = "matrix-register-kit";
/** The number of registrations that a tab remembers: of two cards on a page, of homeservers tried before. */
const most = 8;

/** The record of the registration with this identity, if a usable one exists. Removes expired ones. */
export function readRecord(
  storage: ResumeStorage,
  identity: string,
  now: number,
): ResumeRecord | undefined {
  const all = readAll(storage);
  const usable = all.filter(({ at }) => Math.abs(now - at) <= keptFor);
  if (usable.length < all.length) writeAll(storage, usable);
  const record = usable.find((each) => each.identity === identity);
  return record && byClock(record, now);
}

function readAll(storage: ResumeStorage): readonly ResumeRecord[] {
  try {
    const parsed = v.safeParse(v.array(schema), JSON.parse(storage.getItem(key) ?? "[]"));
    return parsed.success ? parsed.output : [];
  } catch {
    // There is no storage, or the entry is not ours.
    return [];
  }
}

function writeAll(storage: ResumeStorage, records: readonly ResumeRecord[]): void {
  try {
    if (records.length > 0) storage.setItem(key, JSON.stringify(records.slice(-most)));
    else storage.removeItem(key);
  } catch {
    // The storage is full or forbidden: the registration goes on without it.
  }
}

/** The record with times that have passed, although the clock was set back since it was written. */
function byClock(record: ResumeRecord, now: number): ResumeRecord {
  const ahead = Math.max(0, record.at - now);
  const { mail } = record;
  return {
    ...record,
    at: record.at - ahead,
    mail: mail && { ...mail, resendAt: mail.resendAt - ahead },
  };
}

/** Keeps the record, or removes it. The records of other identities stay. */
export function writeRecord(
  storage: ResumeStorage,
  record: ResumeRecord | undefined,
  { identity, now }: { readonly identity: string; readonly now: number },
): void {
  if (record === undefined && readRecord(storage, identity, now) === undefined) return;
  const others = readAll(storage).filter((each) => each.identity !== identity);
  writeAll(storage, record === undefined ? others : [...others, record]);
}

/** Puts answers that were typed before the machine was there into the record of their registration. */
export function takeEarly(storage: ResumeStorage, options: RegistrationOptions, now: number): void {
  const identity = identityOf(options);
  try {
    const text = storage.getItem(earlyKey(options));
    if (text === null) return;
    storage.removeItem(earlyKey(options));
    const { at, ...typed } = v.parse(earlySchema, JSON.parse(text));
    if (Math.abs(now - at) > keptFor) return;
    const before = readRecord(storage, identity, now);
    const { attempt = randomClientSecret(), possiblyCreated, mail } = before ?? {};
    // A field that was empty was not filled in yet with what was kept.
    const filled = Object.entries(typed).filter(([, answer]) => isFilled(answer));
    const record = withAnswers(
      { identity, attempt, at: now, possiblyCreated, mail },
      { ...before, ...Object.fromEntries(filled) },
    );
    writeRecord(storage, record, { identity, now });
  } catch {
    // There is no storage, or the entry is not ours.
  }
}

function isFilled(answer: string | Phone | readonly AcceptedPolicy[] | undefined): boolean {
  const content = typeof answer === "object" && "number" in answer ? answer.number : answer;
  return content !== undefined && content.length > 0;
}

/** The record with these answers; `undefined` if nothing is in it. */
export function withAnswers(
  record: Omit<ResumeRecord, keyof AccountAnswers>,
  {
    username,
    email,
    phone,
    acceptedPolicies = [],
  }: { readonly [Name in keyof AccountAnswers]: AccountAnswers[Name] | undefined },
): ResumeRecord | undefined {
  const held = {
    ...record,
    username: username === "" ? undefined : username,
    email: email === "" ? undefined : email,
    phone: phone?.number === "" ? undefined : phone,
  };
  const { identity, attempt, at, ...content } = held;
  const isEmpty = Object.values(content).every((each) => each === undefined);
  return isEmpty && acceptedPolicies.length === 0 ? undefined : { ...held, acceptedPolicies };
}

const text = v.pipe(v.string(), v.maxLength(512));
const whole = v.pipe(v.number(), v.safeInteger());
const answers = {
  username: v.optional(text),
  email: v.optional(text),
  phone: v.optional(v.object({ country: text, number: text })),
};
const policies = v.pipe(
  v.array(v.object({ id: text, version: text, language: text, url: v.string() })),
  v.maxLength(20),
);
const earlySchema = v.object({ ...answers, at: whole, acceptedPolicies: v.optional(policies) });
const schema = v.object({
  ...answers,
  identity: v.string(),
  attempt: text,
  at: whole,
  possiblyCreated: v.optional(text),
  acceptedPolicies: policies,
  mail: v.optional(
    v.object({
      address: text,
      sid: text,
      clientSecret: text,
      messages: whole,
      resendAt: v.number(),
    }),
  ),
});
