import { expect } from "vitest";
import type { Answer } from "./answer.js";
import type { Homeserver } from "./homeserver.js";
import { type Page, readPage } from "./page.js";

export const emailType = "m.login.email.identity";

/** An address that is to be shown to be one's own. */
export interface MailRequest {
  readonly email: string;
  readonly client_secret: string;
  readonly send_attempt?: number;
  readonly next_link?: string;
}

/** What belongs to the mails of a registration. */
export interface Mails {
  /** `POST /register/email/requestToken`, the first attempt unless told. */
  request(request: MailRequest): Promise<Answer>;
  /** The same where nothing may go wrong; returns the sid. */
  requestSid(request: MailRequest): Promise<string>;
  /** The link in the newest mail to an address, below the base URL. */
  link(address: string): string;
  open(link: string): Promise<Page>;
  /** Requests a mail, opens its link, and returns what shows that. */
  confirm(request: MailRequest): Promise<{ sid: string; client_secret: string }>;
}

export function mailsOf(homeserver: Homeserver): Mails {
  const mails: Mails = {
    request: (request) =>
      homeserver.post("/_matrix/client/v3/register/email/requestToken", {
        send_attempt: 1,
        ...request,
      }),
    async requestSid(request) {
      const { status, body } = await mails.request(request);
      expect({ status, body }).toEqual({
        status: 200,
        body: { sid: expect.stringMatching(/^[A-Za-z]{16}$/) as unknown },
      });
      return String(body["sid"]);
    },
    link(address) {
      const link = homeserver.mailsTo(address).at(-1)?.link ?? "no mail";
      expect(link.startsWith(`${homeserver.baseUrl()}/`)).toBe(true);
      return link.slice(homeserver.baseUrl().length);
    },
    open: async (link) => readPage(await homeserver.fetch(link)),
    async confirm(request) {
      const sid = await mails.requestSid(request);
      const page = await mails.open(mails.link(request.email));
      expect(page).toMatchObject({ status: 200, title: "Your email has now been validated" });
      return { sid, client_secret: request.client_secret };
    },
  };
  return mails;
}
