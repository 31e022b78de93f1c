import { randomClientSecret } from "../../protocol/guards/identifiers.js";
import type { State } from "../machine/state.js";
import type { AccountAnswers, AccountInput, Clock } from "../machine/types.js";
import type { RegistrationOptions, ResumeStorage } from "./registrationOptions.js";
import type { Secrets } from "./requestBody.js";
import { readRecord, recordOf, resumed, resumedSecrets, writeRecord } from "./resume.js";

/** Keeps the harmless part of a registration over a reload, with option `resume`. */
export function createKept(options: RegistrationOptions, clock: Clock) {
  const { baseUrl } = options.homeserver;
  const storage = options.resume === true ? (options.storage ?? tabStorage()) : undefined;
  const record = storage && readRecord(storage, baseUrl, clock.now());
  /** The same before and after a reload, and in a tab that was copied. */
  const attempt = record?.attempt ?? randomClientSecret();
  /** Answers typed since the form was last sent. */
  let typed: AccountAnswers | null = null;

  return {
    isWanted: storage !== undefined,
    attempt,
    /** The secrets that the registration goes on with. */
    secrets: record && resumedSecrets(record),
    /** The state that the record holds. */
    resumed: (state: State): State => (record === undefined ? state : resumed(state, record)),
    typed: () => typed,
    type(answers: AccountInput): void {
      typed = { ...typed, ...withoutSecrets(answers) };
    },
    /** Forgets the typed answers, since the form was sent. */
    forgetTyped(): void {
      typed = null;
    },
    keep(state: State, secrets: Secrets): void {
      if (storage === undefined) return;
      const now = clock.now();
      writeRecord(storage, recordOf(state, secrets, { typed, attempt, now }), { baseUrl, now });
    },
  };
}

function tabStorage(): ResumeStorage | undefined {
  try {
    return (
      (Reflect.get(globalThis, "sessionStorage") as ResumeStorage | null | undefined) ?? undefined
    );
  } catch {
    // The browser's settings forbid it.
    return undefined;
  }
}

function withoutSecrets({
  username,
  email,
  phone,
  acceptedPolicies,
}: AccountInput): AccountAnswers {
  return {
    ...(username === undefined ? {} : { username }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(acceptedPolicies === undefined ? {} : { acceptedPolicies }),
  };
}
