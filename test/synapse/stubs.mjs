/**
 * What a homeserver needs around it, on loopback: a mail server that keeps every mail, somebody who
 * checks captchas, and an identity server that sends SMS. They end with this process.
 */
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { SMTPServer } from "smtp-server";
import { readMail } from "./readMail.mjs";

/**
 * @typedef {object} Mail
 * @property {string} to
 * @property {string} subject
 * @property {string} text
 * @property {string} [link] what is to be opened; left out in a mail that only tells something
 */

/**
 * @typedef {object} Sms
 * @property {string} to country code and number, digits alone
 * @property {string} code six digits
 */

/**
 * Options of a server that a homeserver asks. It uses a connection again for minutes, and a request fails
 * on one that the server closes in the same moment.
 */
export const keptOpen = { keepAliveTimeout: 0 };

/** @typedef {"mailDown" | "captchaDown" | "smsDown" | "smsRefused" | "wrongCodeUnsuccessful"} Failure */

/**
 * @typedef {object} Stubs
 * @property {number} smtpPort
 * @property {string} url without a slash at its end
 * @property {readonly Mail[]} mailbox oldest first
 * @property {readonly Sms[]} smsInbox oldest first
 * @property {(failure: Failure) => () => void} misbehave the returned function takes it back
 * @property {() => void} expireCodes no code sent until now is good any longer
 * @property {() => Promise<void>} stop
 */

/**
 * @param {{ onMail?: (mail: Mail) => void, onSms?: (sms: Sms) => void }} [listeners]
 * @returns {Promise<Stubs>}
 */
export async function startStubs({ onMail, onSms } = {}) {
  /** @type {Set<Failure>} */
  const failures = new Set();
  /** @type {Mail[]} */
  const mailbox = [];
  /** @type {Sms[]} */
  const smsInbox = [];

  const mailServer = startMailServer(failures, (mail) => {
    mailbox.push(mail);
    onMail?.(mail);
  });
  /** @type {SmsSession[]} */
  const sessions = [];
  const answer = answering(failures, sessions, (sms) => {
    smsInbox.push(sms);
    onSms?.(sms);
  });
  const server = createServer(keptOpen, (request, response) => {
    void read(request).then((body) => {
      if (failures.has("smsDown") && request.url !== "/siteverify") {
        request.socket.destroy();
        return;
      }
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const { status, ...json } = answer(url, body);
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(json));
    });
  }).listen(0, "127.0.0.1");
  await Promise.all([once(mailServer.server, "listening"), once(server, "listening")]);
  server.unref();
  mailServer.server.unref();

  return {
    smtpPort: portOf(mailServer.server),
    url: `http://127.0.0.1:${portOf(server)}`,
    mailbox,
    smsInbox,
    misbehave(failure) {
      failures.add(failure);
      return () => void failures.delete(failure);
    },
    expireCodes() {
      for (const session of sessions) session.code = undefined;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await /** @type {Promise<void>} */ (new Promise((resolve) => mailServer.close(resolve)));
    },
  };
}

/**
 * @param {ReadonlySet<Failure>} failures
 * @param {(mail: Mail) => void} onMail
 */
function startMailServer(failures, onMail) {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onMailFrom(_address, _session, callback) {
      callback(failures.has("mailDown") ? new Error("No mail today") : undefined);
    },
    onData(stream, _session, callback) {
      void read(stream).then((source) => {
        onMail(readMail(source));
        callback();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  return server;
}

/**
 * Its code is absent before the first SMS, and once it has expired.
 * @typedef {{ sid: string, code: string | undefined, clientSecret: string, msisdn: string, attempt: number, validatedAt?: number }} SmsSession
 */

/**
 * Who checks captchas (an answer that begins with `good` passes, once) and sends SMS.
 * @param {ReadonlySet<Failure>} failures
 * @param {SmsSession[]} sessions
 * @param {(sms: Sms) => void} onSms
 * @returns {(url: URL, body: string) => { status: number, [key: string]: unknown }}
 */
function answering(failures, sessions, onSms) {
  const captchas = new Set();
  const identity = "/_matrix/identity/api/v1";
  const refused = { status: 400, errcode: "M_UNKNOWN", error: "Refused" };

  /**
   * @param {string | null} sid
   * @param {string | null} clientSecret
   */
  const find = (sid, clientSecret) =>
    sessions.find((session) => session.sid === sid && session.clientSecret === clientSecret);

  return (url, body) => {
    if (url.pathname === "/siteverify") {
      if (failures.has("captchaDown")) return { status: 503 };
      const response = new URLSearchParams(body).get("response") ?? "";
      const success = response.startsWith("good") && !captchas.has(response);
      captchas.add(response);
      return { status: 200, success };
    }
    if (url.pathname === `${identity}/validate/msisdn/requestToken`) {
      if (failures.has("smsRefused")) {
        return { status: 400, errcode: "M_DESTINATION_REJECTED", error: "Not to this number" };
      }
      const { client_secret: clientSecret, country, phone_number, send_attempt } = JSON.parse(body);
      const msisdn = msisdnOf(country, phone_number);
      let session = sessions.find(
        (one) => one.clientSecret === clientSecret && one.msisdn === msisdn,
      );
      if (!session) {
        const sid = randomUUID();
        session = { sid, code: undefined, clientSecret, msisdn, attempt: -Infinity };
        sessions.push(session);
      }
      if (send_attempt > session.attempt) {
        session.code ??= String(randomInt(1_000_000)).padStart(6, "0");
        onSms({ to: msisdn, code: session.code });
      }
      session.attempt = Math.max(send_attempt, session.attempt);
      return { status: 200, sid: session.sid, msisdn };
    }
    if (url.pathname === `${identity}/validate/msisdn/submitToken`) {
      const { client_secret, sid, token } = JSON.parse(body);
      const session = find(sid, client_secret);
      if (session && session.code === token) {
        session.validatedAt ??= Date.now();
        return { status: 200, success: true };
      }
      return failures.has("wrongCodeUnsuccessful") ? { status: 200, success: false } : refused;
    }
    if (url.pathname === `${identity}/3pid/getValidated3pid`) {
      const session = find(url.searchParams.get("sid"), url.searchParams.get("client_secret"));
      if (!session?.validatedAt) return { ...refused, errcode: "M_SESSION_NOT_VALIDATED" };
      const { msisdn: address, validatedAt } = session;
      return { status: 200, medium: "msisdn", address, validated_at: validatedAt };
    }
    return { status: 404 };
  };
}

/**
 * A number within one of three countries, or one with its country's code.
 * @param {string} country
 * @param {string} phoneNumber
 */
function msisdnOf(country, phoneNumber) {
  const digits = phoneNumber.replaceAll(/\D/g, "");
  if (phoneNumber.startsWith("+")) return digits;
  const plans = /** @type {Record<string, [string, RegExp]>} */ ({
    DE: ["49", /^0/],
    GB: ["44", /^0/],
    US: ["1", /^1/],
  });
  const [callingCode, trunkPrefix] = plans[country] ?? ["", /^/];
  return callingCode + digits.replace(trunkPrefix, "");
}

/** @param {AsyncIterable<Buffer>} stream */
async function read(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** @param {import("node:net").Server} server */
function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
}
