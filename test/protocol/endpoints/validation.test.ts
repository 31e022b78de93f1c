import { describe, expect, it } from "vitest";
import {
  requestEmailToken,
  requestMsisdnToken,
  submitCode,
} from "../../../src/protocol/endpoints/validation.js";
import { rejection, server } from "../answers.js";

const message = { clientSecret: "secret.1", sendAttempt: 2 };
const base = "https://matrix.example.org/_matrix/client";

describe("a message that proves an address", () => {
  it("is asked for by mail, with a link that leads on", async () => {
    const { options, asked } = server(200, { sid: "s1" });
    const nextLink = "https://app.example.org/";
    const answer = await requestEmailToken(
      { email: "alice@example.org", nextLink, ...message },
      options,
    );
    expect(answer).toEqual({ sid: "s1", submitUrl: undefined });
    expect(asked()).toEqual([
      {
        method: "POST",
        url: `${base}/v3/register/email/requestToken`,
        body: {
          email: "alice@example.org",
          client_secret: "secret.1",
          send_attempt: 2,
          next_link: nextLink,
        },
      },
    ]);
  });

  it("is asked for by text message, to a number as it is dialled", async () => {
    const { options, asked } = server(200, { sid: "s1" });
    await requestMsisdnToken({ country: "DE", phoneNumber: "0151 2", ...message }, options);
    expect(asked()).toEqual([
      {
        method: "POST",
        url: `${base}/v3/register/msisdn/requestToken`,
        body: {
          ...{ country: "DE", phone_number: "0151 2" },
          ...{ client_secret: "secret.1", send_attempt: 2 },
        },
      },
    ]);
  });

  it.each([undefined, "", "a b", "é", "a".repeat(256), 1])(
    "has a session that can be sent back: not %j",
    async (sid) => {
      const { options } = server(200, { sid });
      const asking = requestEmailToken({ email: "a@b.c", ...message }, options);
      expect(await rejection(asking)).toMatchObject({ reason: "malformed" });
    },
  );
});

describe("a code from a text message", () => {
  const requested = async (submit_url: unknown, trust?: "own") => {
    const { options } = server(200, { sid: "s1", submit_url });
    return requestMsisdnToken(
      { country: "DE", phoneNumber: "1", ...message },
      { ...options, trust },
    );
  };
  const code = { clientSecret: "secret.1", token: " 1234" };

  it.each(["https://matrix.example.org/submit", "https://MATRIX.example.org:443/_matrix/x?a=b"])(
    "goes where its homeserver says, at its own place: %s",
    async (submit_url) => {
      const told = await requested(submit_url);
      const { options, asked } = server(200, { success: true });
      expect(await submitCode(told, code, options)).toBe(true);
      expect(asked()).toEqual([
        {
          method: "POST",
          url: new URL(submit_url).href,
          body: { sid: "s1", client_secret: "secret.1", token: " 1234" },
        },
      ]);
    },
  );

  it.each([
    "https://identity.example.org/submit",
    "https://example.org/submit",
    "https://matrix.example.org.evil.example/",
    "https://matrix.example.org@evil.example/",
    "https://matrix.example.org:8448/submit",
    "http://matrix.example.org/submit",
    "/submit",
    "",
    1,
    null,
    undefined,
  ])("goes to the usual place, not to %j", async (submit_url) => {
    const told = await requested(submit_url);
    expect(told.submitUrl).toBeUndefined();
    const { options, asked } = server(200, { success: false });
    expect(await submitCode(told, code, options)).toBe(false);
    expect(asked()[0]?.url).toBe(`${base}/unstable/add_threepid/msisdn/submit_token`);
  });

  it("goes to a local homeserver where that is the app's own", async () => {
    const { options } = server(200, { sid: "s1", submit_url: "http://127.0.0.1:8008/submit" });
    const ask = (trust: "own" | "any") =>
      requestMsisdnToken(
        { country: "DE", phoneNumber: "1", ...message },
        { ...options, baseUrl: "http://127.0.0.1:8008", trust },
      );
    expect((await ask("own")).submitUrl).toBe("http://127.0.0.1:8008/submit");
    expect((await ask("any")).submitUrl).toBeUndefined();
  });

  it("is neither right nor wrong where the answer does not say", async () => {
    const told = { sid: "s1", submitUrl: undefined };
    const { options } = server(200, { success: "yes" });
    expect(await rejection(submitCode(told, code, options))).toMatchObject({ reason: "malformed" });
  });
});
