import { identityOf } from "../../discovery/homeserver.js";
import { hasSession } from "../machine/session.js";
import type { State, ValidationState } from "../machine/state.js";
import type { AccountAnswers } from "../machine/types.js";
import { nothingAsked } from "../machine/validation.js";
import { requestedFor, type Secrets } from "./requests/requestBody.js";
import { type ResumeRecord, withAnswers } from "./resumeRecord.js";

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
  const record = {
    identity: identityOf(settings),
    attempt,
    at: now,
    possiblyCreated: isWriting(state)
      ? (account?.username ?? "")
      : (state.possiblyCreated ?? undefined),
    mail: mailOf(state, secrets),
  };
  return withAnswers(record, { ...submitted, ...typed });
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
