import { expect, test } from "vitest";
import { expectLimit } from "./answer.js";
import { conformance } from "./conformance.js";
import { mailsOf } from "./mails.js";

conformance("mailLimited", (homeserver) => {
  const mails = mailsOf(homeserver);

  test("a mail more is refused: to the same address, once more to it, and to another", async () => {
    const request = { email: "limited@example.org", client_secret: "limited" };
    await mails.requestSid(request);
    expectLimit(await mails.request(request), 20);
    expectLimit(await mails.request({ ...request, send_attempt: 2 }), 20);
    expectLimit(await mails.request({ email: "other@example.org", client_secret: "other" }), 20);
    expect(homeserver.mailsTo(request.email)).toHaveLength(1);
    expect(homeserver.mailsTo("other@example.org")).toEqual([]);
  });
});
