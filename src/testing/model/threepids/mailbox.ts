/** A mail the homeserver has sent. */
export interface FakeMail {
  /** In lower case, whatever was typed. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The link to open. Absent in a mail without one. */
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

/** The mail to an address that already has an account, if the client must not learn of that. */
export function alreadyInUseMail(to: string, serverName: string): FakeMail {
  return {
    to,
    subject: `[${serverName}] Email already in use`,
    text: `Somebody wants to make an account on ${serverName} with this address, which has one already.\n`,
  };
}
