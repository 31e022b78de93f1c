import type { FakeClock } from "../../server/clock.js";
import { randomLetters } from "../../server/randomText.js";
import type { ValidatedThreepid } from "./threepids.js";

/** An SMS the identity server has sent. */
export interface FakeSms {
  /** Country code and number, digits alone. */
  readonly to: string;
  /** Six digits. */
  readonly code: string;
}

/** The homeserver's words when the identity server does not answer. */
export const identityServerDown = "Timed out contacting identity server";

/** Sends the homeserver's SMS and checks their codes. */
export interface IdentityServer {
  /** Oldest first. */
  readonly smsInbox: readonly FakeSms[];
  /** Sends a code, unless this attempt was made before; `lost`: it never comes. */
  requestToken(request: SmsRequest, lost: boolean): Readonly<Record<string, unknown>>;
  /** Whether the code is right. */
  submitToken(submission: CodeSubmission): boolean;
  validated(sid: string, clientSecret: string): ValidatedThreepid | undefined;
  /** No code sent until now is good any longer: the next attempt sends another. */
  expireCodes(): void;
}

export interface SmsRequest {
  readonly clientSecret: string;
  readonly msisdn: string;
  readonly sendAttempt: number;
}

export interface CodeSubmission {
  readonly sid: string;
  readonly clientSecret: string;
  readonly token: string;
}

export function createIdentityServer(clock: FakeClock): IdentityServer {
  const sessions = new Map<string, Session>();
  const smsInbox: FakeSms[] = [];

  function find(sid: string, clientSecret: string): Session | undefined {
    const session = sessions.get(sid);
    return session?.clientSecret === clientSecret ? session : undefined;
  }

  return {
    smsInbox,
    requestToken({ clientSecret, msisdn, sendAttempt }, lost) {
      const key = (session: Session) =>
        session.clientSecret === clientSecret && session.msisdn === msisdn;
      const session = [...sessions.values()].find(key) ?? {
        sid: randomLetters(16),
        code: undefined,
        clientSecret,
        msisdn,
        sendAttempt: -Infinity,
      };
      if (sendAttempt > session.sendAttempt) {
        session.code ??= newCode();
        if (!lost) smsInbox.push({ to: msisdn, code: session.code });
      }
      session.sendAttempt = Math.max(sendAttempt, session.sendAttempt);
      sessions.set(session.sid, session);
      return { sid: session.sid, msisdn };
    },
    submitToken({ sid, clientSecret, token }) {
      const session = find(sid, clientSecret);
      if (session?.code !== token) return false;
      session.validatedAt ??= clock.now();
      return true;
    },
    validated(sid, clientSecret) {
      const session = find(sid, clientSecret);
      return session?.validatedAt === undefined
        ? undefined
        : { medium: "msisdn", address: session.msisdn, validatedAt: session.validatedAt };
    },
    expireCodes() {
      for (const session of sessions.values()) session.code = undefined;
    },
  };
}

interface Session {
  readonly sid: string;
  /** Absent before the first SMS, and once it has expired. */
  code: string | undefined;
  readonly clientSecret: string;
  readonly msisdn: string;
  sendAttempt: number;
  validatedAt?: number;
}

function newCode(): string {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return String(random).padStart(6, "0").slice(-6);
}
