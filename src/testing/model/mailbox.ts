/** A mail the homeserver has sent. */
export interface FakeMail {
  /** In lower case, whatever was typed. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What is to be opened; absent in a mail that only tells something. */
  readonly link?: string;
}

/** The mail with the link that confirms an address. */
export function confirmationMail(to: string, serverName: string, link: string): FakeMail {
  return {
    to,
    subject: `[${serverName}] Validate your email`,
    text: `Somebody wants to make an account on ${serverName} with this address. If that is you, open this link:\n\n${link}\n`,
    link,
  };
}

/** The mail for an address that has an account already, when nobody else is to learn of that. */
export function alreadyInUseMail(to: string, serverName: string): FakeMail {
  return {
    to,
    subject: `[${serverName}] Email already in use`,
    text: `Somebody wants to make an account on ${serverName} with this address, which has one already.\n`,
  };
}
