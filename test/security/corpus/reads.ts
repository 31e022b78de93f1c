import fc from "fast-check";
import { loginFlows } from "../../../src/protocol/endpoints/loginFlows.js";
import { passwordPolicy } from "../../../src/protocol/endpoints/passwordPolicy.js";
import { registrationTokenValid } from "../../../src/protocol/endpoints/registrationToken.js";
import { usernameAvailable } from "../../../src/protocol/endpoints/usernameAvailability.js";
import { badAddress } from "./addresses.js";
import { answering, said } from "./answering.js";
import { type Kind, kind } from "./kind.js";
import { anyJson, noText, type Reply, replyOf, unreadable } from "./replies.js";
import { homeserver, outcomeOf, signUp } from "./signUp.js";

const group = "documents";

const noAnswer: fc.Arbitrary<Reply> = fc.oneof(
  unreadable.map((body) => ({ status: 200, body })),
  fc
    .tuple(
      fc.constantFrom("available", "valid", "flows"),
      noText.filter((value) => typeof value !== "boolean" && !Array.isArray(value)),
    )
    .map(([name, value]) => replyOf(200, { [name]: value })),
  anyJson.map((json) => ({
    status: 200,
    body: `{"__proto__":{"available":true,"valid":true,"flows":[]},"x":${json}}`,
  })),
  fc
    .tuple(fc.constantFrom(400, 403, 404, 429, 500, 502), unreadable)
    .map(([status, body]) => ({ status, body })),
);

const badSid = fc.oneof(
  noText,
  fc.constantFrom(null, undefined, "", "a b", "a/b", "a\n", "\u202e", "x".repeat(256), "ä"),
);

export const reads: readonly Kind[] = [
  kind({
    group,
    name: "reads (availability, token validity, login flows) without an answer",
    size: 56,
    input: noAnswer,
    right: { reads: [readAll, "no answer"] },
  }),
  kind({
    group,
    name: "a password policy with any rules",
    size: 25,
    input: fc
      .tuple(
        fc.oneof(noText, fc.constantFrom(-1, 0, 1.5, 513, 1e308, "8", null)),
        fc.oneof(
          noText.filter((value) => typeof value !== "boolean"),
          fc.constantFrom("true", 1, null),
        ),
      )
      .filter(
        ([length]) =>
          typeof length !== "number" || length < 1 || length > 512 || !Number.isInteger(length),
      )
      .map(([length, digit]) =>
        replyOf(200, { "m.minimum_length": length, "m.require_digit": digit }),
      ),
    right: { reads: [policy, "no rule"] },
  }),
  kind({
    group,
    name: "a mail's session that is none",
    size: 25,
    input: badSid.map((sid) => replyOf(200, { sid })),
    right: { mail: [mail, "stage: m.login.email.identity, messageInDoubt"] },
  }),
  kind({
    group,
    name: "a code to be sent to another place",
    size: 37,
    input: fc
      .oneof(
        badAddress,
        noText,
        fc.constantFrom(
          "https://evil.example/x",
          "https://hs.example.org/x",
          `${homeserver.baseUrl}.evil.example/`,
        ),
      )
      .map((submit_url) => replyOf(200, { sid: "1", submit_url })),
    right: { "text message": [code, "to the homeserver alone"] },
  }),
];

async function readAll(reply: Reply): Promise<string> {
  const options = answering(reply);
  const answers = await Promise.all([
    said(usernameAvailable("alice", options)),
    said(registrationTokenValid("t", options)),
    said(loginFlows(options)),
  ]);
  return [...new Set(answers.map(String))].join();
}

async function policy(reply: Reply): Promise<string> {
  const rules = await said(passwordPolicy(answering(reply)));
  return typeof rules === "object" && Object.keys(rules).length === 0
    ? "no rule"
    : JSON.stringify(rules);
}

const asksMail = replyOf(401, { session: "s", flows: [{ stages: ["m.login.email.identity"] }] });
const asksPhone = replyOf(401, { session: "s", flows: [{ stages: ["m.login.msisdn"] }] });

async function mail(reply: Reply): Promise<string> {
  const { now } = await signUp([asksMail], {
    input: { email: "a@hs.example.org" },
    others: { "/email/requestToken": reply },
  });
  const at = now();
  return `${outcomeOf(at)}, ${at.status === "stage" ? at.problem?.code : ""}`;
}

async function code(reply: Reply): Promise<string> {
  const { registration, asked, rest } = await signUp([asksPhone], {
    input: { phone: { country: "GB", number: "07700900111" } },
    others: { "/msisdn/requestToken": reply, "/submit_token": replyOf(200, { success: true }) },
  });
  registration.submitStage({ code: "canary-code" });
  await rest();
  const withCode = asked.filter(({ body }) => body.includes("canary-code"));
  const isHere = withCode.every(({ url }) => url.startsWith(`${homeserver.baseUrl}/`));
  return withCode.length === 1 && isHere
    ? "to the homeserver alone"
    : withCode.map(({ url }) => url).join();
}
