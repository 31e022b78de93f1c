import { expect, test } from "vitest";
import { conformance } from "./conformance.js";
import { emailType, mailsOf } from "./mails.js";

conformance("addressesHidden", (homeserver) => {
  const mails = mailsOf(homeserver);
  const email = "bound@example.org";

  test("that an address is in use is told to its owner alone", async () => {
    const auth = {
      type: emailType,
      threepid_creds: await mails.confirm({ email, client_secret: "first" }),
    };
    const account = { username: "bound", password: "correct horse", auth };
    expect(await homeserver.register(account)).toMatchObject({ status: 200 });
    await mails.requestSid({ email, client_secret: "second" });
    expect(homeserver.mailsTo(email)).toHaveLength(2);
    expect(homeserver.mailsTo(email)[1]).toMatchObject({
      subject: "[localhost] Email already in use",
    });
    expect(homeserver.mailsTo(email)[1]).not.toHaveProperty("link");
  });

  test("an unknown link is reported as one that has expired", async () => {
    const page = await mails.open(
      "/_matrix/client/unstable/registration/email/submit_token?token=a&client_secret=b&sid=c",
    );
    expect(page).toMatchObject({ status: 400, title: "Registration failure" });
    expect(page.html).toContain("Validation token not found or has expired");
  });
});
