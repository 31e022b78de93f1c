import type { FakeClock } from "../../server/clock.js";
import { randomLetters } from "../../server/randomText.js";
import type { ValidatedThreepid } from "./threepids.js";

/** An attempt to prove an email address, from the first mail on. */
export interface EmailValidation {
  /** 16 letters. */
  readonly sid: string;
  readonly address: string;
  readonly clientSecret: string;
  readonly sendAttempt: number;
}

/** The outcome of opening a link. */
export type LinkOutcome =
  | { readonly good: true; readonly nextLink: string | undefined }
  | { readonly good: false; readonly reason: string };

export interface EmailValidations {
  /** The attempt with this secret for this address, unless it was confirmed already. */
  unconfirmed(address: string, clientSecret: string): EmailValidation | undefined;
  /** Remembers a mail that was sent: its attempt, and the token and end of its link. */
  sent(validation: EmailValidation, link: ValidationLink): void;
  /** Opens a link, which may happen twice. */
  open(link: { sid: string; clientSecret: string; token: string }): LinkOutcome;
  /** The address of a confirmed attempt. */
  confirmed(sid: string, clientSecret: string): ValidatedThreepid | undefined;
  forget(sid: string): void;
  /** No link sent until now is good any longer. */
  expireLinks(): void;
}

export interface ValidationLink {
  readonly token: string;
  /** ms since the epoch. */
  readonly expiresAt: number;
  readonly nextLink: string | undefined;
}

export function newSid(): string {
  return randomLetters(16);
}

/** `unknownHidden`: not told whether there was such an attempt at all. */
export function createEmailValidations(clock: FakeClock, unknownHidden: boolean): EmailValidations {
  const attempts = new Map<string, Attempt>();

  const unconfirmed = (address: string, clientSecret: string) =>
    [...attempts.values()].find(
      (attempt) =>
        attempt.validatedAt === undefined &&
        attempt.validation.address === address &&
        attempt.validation.clientSecret === clientSecret,
    );

  return {
    unconfirmed: (address, clientSecret) => unconfirmed(address, clientSecret)?.validation,
    sent(validation, link) {
      const known = attempts.get(validation.sid);
      const links = known?.links ?? new Map<string, ValidationLink>();
      links.set(link.token, link);
      attempts.set(validation.sid, { ...known, validation, links });
    },
    open({ sid, clientSecret, token }) {
      const attempt = attempts.get(sid);
      if (attempt === undefined && !unknownHidden) return bad("Unknown session_id");
      const link = attempt?.links.get(token);
      if (attempt === undefined || link === undefined) {
        return bad("Validation token not found or has expired");
      }
      if (attempt.validation.clientSecret !== clientSecret) {
        return bad("This client_secret does not match the provided session_id");
      }
      if (attempt.validatedAt === undefined && link.expiresAt <= clock.now()) {
        return bad("This token has expired. Please request a new one");
      }
      attempt.validatedAt ??= clock.now();
      return { good: true, nextLink: link.nextLink };
    },
    confirmed(sid, clientSecret) {
      const attempt = attempts.get(sid);
      if (attempt?.validatedAt === undefined) return undefined;
      if (attempt.validation.clientSecret !== clientSecret) return undefined;
      const { address } = attempt.validation;
      return { medium: "email", address, validatedAt: attempt.validatedAt };
    },
    forget: (sid) => void attempts.delete(sid),
    expireLinks() {
      for (const { links } of attempts.values()) {
        for (const link of links.values()) links.set(link.token, { ...link, expiresAt: 0 });
      }
    },
  };
}

interface Attempt {
  readonly validation: EmailValidation;
  readonly links: Map<string, ValidationLink>;
  validatedAt?: number;
}

function bad(reason: string): LinkOutcome {
  return { good: false, reason };
}
