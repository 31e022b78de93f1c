import * as v from "valibot";
import { identityOf } from "../../discovery/homeserver.js";
import { hasSession } from "../machine/session.js";
import type { State, ValidationState } from "../machine/state.js";
import type { AcceptedPolicy, AccountAnswers, Phone } from "../machine/types.js";
import { nothingAsked } from "../machine/validation.js";
import type { ResumeStorage } from "./registrationOptions.js";
import { requestedFor, type Secrets } from "./requests/requestBody.js";

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
/** Lifetime of a record in ms. */
const lifetime = 30 * 60_000;
/** The number of registrations that a tab remembers: of two cards on a page, of homeservers tried before. */
const most = 8;

/** The record of the registration with this identity, if a usable one exists. Removes expired ones. */
export function readRecord(
  storage: ResumeStorage,
  identity: string,
  now: number,
): ResumeRecord | undefined {
  const all = readAll(storage);
  const usable = all.filter(({ at }) => Math.abs(now - at) <= lifetime);
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

/**
 * Makes the record: never a password, a token or the UIA session. Answers typed since the form was last
 * sent replace those that were sent.
 */
export function recordOf(
  state: State,
  secrets: Pick<Secrets, "clientSecret" | "requested" | "messagesSent">,
  { typed, attempt, now }: { typed: AccountAnswers | null; attempt: string; now: number },
): ResumeRecord | undefined {
  const { account, view, settings } = state;
  const submitted = account?.guest === true ? null : account;
  if (view.status === "done") return undefined;
  const { username, email, phone, acceptedPolicies = [] } = { ...submitted, ...typed };
  const answers = {
    username: username === "" ? undefined : username,
    email: email === "" ? undefined : email,
    phone: phone?.number === "" ? undefined : phone,
    possiblyCreated: isWriting(state)
      ? (account?.username ?? "")
      : (state.possiblyCreated ?? undefined),
    mail: mailOf(state, secrets),
  };
  const isEmpty = Object.values(answers).every((each) => each === undefined);
  if (isEmpty && acceptedPolicies.length === 0) return undefined;
  return {
    identity: identityOf(settings),
    attempt,
    at: now,
    acceptedPolicies,
    ...answers,
  };
}

/** The mail that was sent to the submitted address, while its check can be used. */
function mailOf(
  { account, validations: { email: validation } }: State,
  secrets: Pick<Secrets, "clientSecret" | "requested" | "messagesSent">,
): ResumeRecord["mail"] {
  const address = account?.email ?? "";
  const sid = secrets.requested.get(requestedFor("email", address))?.sid;
  if (sid === undefined || validation?.checks[address]?.spent !== false) return undefined;
  return {
    address,
    sid,
    clientSecret: secrets.clientSecret,
    messages: secrets.messagesSent,
    resendAt: Math.max(validation.resendAt, validation.limitedUntil),
  };
}

/** Whether a request in flight may make the account. A reload would not learn its answer. */
function isWriting(state: State): boolean {
  const { type } = state.task;
  // A poll makes the account when the stage was just done.
  return hasSession(state) && (type === "polling" || type === "registering");
}

/** Begins where the record left off: at the form, with the check of the mail still usable. */
export function resumed(state: State, record: ResumeRecord): State {
  const { username, email, phone, acceptedPolicies, mail } = record;
  const validation: ValidationState | null =
    mail === undefined
      ? null
      : {
          ...nothingAsked,
          step: "sent",
          address: mail.address,
          messages: mail.messages,
          resendAt: mail.resendAt,
          checks: { [mail.address]: { sentAt: record.at, reply: "link", spent: false } },
        };
  return {
    ...state,
    account: {
      username,
      email,
      phone,
      hasRegistrationToken: false,
      acceptedPolicies,
      answeredStages: [],
      guest: false,
    },
    validations: { ...state.validations, email: validation },
    possiblyCreated: record.possiblyCreated ?? null,
  };
}

/** The secrets of the mail whose check can still be used. */
export function resumedSecrets({ mail }: ResumeRecord): Partial<Secrets> {
  if (mail === undefined) return {};
  const { address, sid, clientSecret, messages } = mail;
  return {
    clientSecret,
    messagesSent: messages,
    requested: new Map([[requestedFor("email", address), { sid, submitUrl: undefined }]]),
  };
}

const text = v.pipe(v.string(), v.maxLength(512));
const whole = v.pipe(v.number(), v.safeInteger());
const schema = v.object({
  identity: v.string(),
  attempt: text,
  at: whole,
  username: v.optional(text),
  possiblyCreated: v.optional(text),
  email: v.optional(text),
  phone: v.optional(v.object({ country: text, number: text })),
  acceptedPolicies: v.pipe(
    v.array(v.object({ id: text, version: text, language: text, url: v.string() })),
    v.maxLength(20),
  ),
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
