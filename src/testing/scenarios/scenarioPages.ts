import type { FakeHomeserver } from "../homeserver/fakeHomeserver.js";
import { escaped, htmlResponse } from "../server/html.js";

/** Every mail, newest first, with links to click. */
export function mailboxPage({ mailbox }: Pick<FakeHomeserver, "mailbox">): Response {
  const mails = [...mailbox].reverse().map(
    ({ to, subject, text, link }) => `<article>
<h2>${escaped(subject)}</h2>
<p>To: ${escaped(to)}</p>
<pre>${escaped(link === undefined ? text : text.replace(link, "…"))}</pre>
${link === undefined ? "" : `<p><a href="${escaped(link)}">Confirm the address</a></p>`}
</article>`,
  );
  return htmlResponse(200, "Mailbox", (mails.join("") || "<p>No mail yet.</p>") + reload);
}

/** Every SMS, newest first. */
export function smsPage({ smsInbox }: Pick<FakeHomeserver, "smsInbox">): Response {
  const lines = [...smsInbox]
    .reverse()
    .map(({ to, code }) => `<li>To +${escaped(to)}: your code is <strong>${code}</strong></li>`);
  return htmlResponse(
    200,
    "SMS",
    (lines.length > 0 ? `<ul>${lines.join("")}</ul>` : "<p>No SMS yet.</p>") + reload,
  );
}

const reload = '<p><a href="">Look again</a></p>';
