import type { FakeMail, FakeSms } from "../../src/testing/index.js";
import type { SetUp } from "../synapse/setUps.mjs";
import type { Failure } from "../synapse/stubs.mjs";
import { type Answer, readAnswer } from "./answer.js";

/** What a case talks to: the fake homeserver or a real one. */
export interface Homeserver {
  readonly name: string;
  readonly setUp: SetUp;
  /** Where it answers, without a slash at its end. */
  baseUrl(): string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  get(path: string, accessToken?: unknown): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** `POST /register`, with a path of its own where that matters. */
  register(body: unknown, path?: string): Promise<Answer>;
  /** `POST /login` with the password. */
  logIn(username: string, password: string, deviceId?: string): Promise<Answer>;
  createRegistrationToken(options?: RegistrationTokenOptions): Promise<string>;
  countRegistrationToken(token: string): Promise<{ pending: number; completed: number }>;
  approve(userId: string): Promise<void>;
  /** Ends all UIA sessions, as if 48 hours had gone by. */
  expireSessions(): Promise<void>;
  /** The mails that went to an address, oldest first. */
  mailsTo(address: string): readonly FakeMail[];
  /** The codes that went to a phone number, oldest first. */
  codesTo(msisdn: string): readonly string[];
  /** No link in a mail sent until now is good any longer. */
  expireMailLinks(): Promise<void>;
  /** No code in an SMS sent until now is good any longer. */
  expireCodes(): void;
  /** Lets something around the homeserver fail while an act goes on. */
  during<T>(failure: Failure, act: () => Promise<T>): Promise<T>;
}

export interface RegistrationTokenOptions {
  readonly token?: string;
  readonly usesAllowed?: number;
  readonly expiryTime?: number;
}

/** A homeserver that runs: what the two kinds do differently. */
export interface RunningHomeserver {
  readonly baseUrl: string;
  fetch(request: Request): Promise<Response>;
  createRegistrationToken(options: RegistrationTokenOptions): Promise<string>;
  countRegistrationToken(token: string): Promise<{ pending: number; completed: number }>;
  approve(userId: string): Promise<void>;
  expireSessions(): Promise<void>;
  readonly mailbox: readonly FakeMail[];
  readonly smsInbox: readonly FakeSms[];
  expireMailLinks(): Promise<void>;
  expireCodes(): void;
  /** The returned function takes it back. */
  misbehave(failure: Failure): () => void;
  /** What it wrote, for a case that fails. */
  log?(): string;
  stop(): Promise<void>;
}

const registerPath = "/_matrix/client/v3/register";

/** Cases are collected before their homeserver runs, so that it is asked for at each call. */
export function homeserver(
  name: string,
  setUp: SetUp,
  running: () => RunningHomeserver,
): Homeserver {
  const send = (path: string, init?: RequestInit) =>
    running().fetch(new Request(`${running().baseUrl}${path}`, init));
  const post = async (path: string, body: unknown) =>
    readAnswer(await send(path, { method: "POST", body: JSON.stringify(body) }));
  return {
    name,
    setUp,
    baseUrl: () => running().baseUrl,
    fetch: send,
    post,
    async get(path, accessToken) {
      const headers: HeadersInit =
        typeof accessToken === "string" ? { Authorization: `Bearer ${accessToken}` } : {};
      return readAnswer(await send(path, { headers }));
    },
    register: (body, path = registerPath) => post(path, body),
    logIn: (user, password, device_id) =>
      post("/_matrix/client/v3/login", {
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password,
        device_id,
      }),
    createRegistrationToken: (options = {}) => running().createRegistrationToken(options),
    countRegistrationToken: (token) => running().countRegistrationToken(token),
    approve: (userId) => running().approve(userId),
    expireSessions: () => running().expireSessions(),
    mailsTo: (address) => running().mailbox.filter(({ to }) => to === address),
    codesTo: (msisdn) =>
      running()
        .smsInbox.filter(({ to }) => to === msisdn)
        .map(({ code }) => code),
    expireMailLinks: () => running().expireMailLinks(),
    expireCodes: () => {
      running().expireCodes();
    },
    async during(failure, act) {
      const takeBack = running().misbehave(failure);
      try {
        return await act();
      } finally {
        takeBack();
      }
    },
  };
}
