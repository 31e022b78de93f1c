import { identityOf } from "../../discovery/homeserver.js";
import { randomClientSecret } from "../../protocol/guards/generatedIds.js";
import type { State } from "../machine/state.js";
import type { AccountAnswers, AccountInput, Clock } from "../machine/types.js";
import { resumeStorage } from "./earlyAnswers.js";
import type { RegistrationOptions } from "./registrationOptions.js";
import type { Secrets } from "./requests/requestBody.js";
import { recordOf, resumed, resumedSecrets } from "./resume.js";
import { readRecord, takeEarly, writeRecord } from "./resumeRecord.js";

/** Keeps the harmless part of a registration over a reload, with option `resume`. */
export function createKept(options: RegistrationOptions, clock: Clock) {
  const identity = identityOf(options);
  const storage = resumeStorage(options);
  if (storage !== null) takeEarly(storage, options, clock.now());
  const record = storage === null ? undefined : readRecord(storage, identity, clock.now());
  /** The same before and after a reload, and in a tab that was copied. */
  const attempt = record?.attempt ?? randomClientSecret();
  /** Answers typed since the form was last sent. */
  let typed: AccountAnswers | null = null;

  return {
    isWanted: storage !== null,
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
      if (storage === null) return;
      const now = clock.now();
      writeRecord(storage, recordOf(state, secrets, { typed, attempt, now }), { identity, now });
    },
  };
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
