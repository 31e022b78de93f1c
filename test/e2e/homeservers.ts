import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { DialectName, LoggedRequest, ScenarioName } from "../../src/testing/index.js";
import { startDendrite } from "../dendrite/dendrite.mjs";
import * as dendriteSetUps from "../dendrite/setUps.mjs";
import type { SetUp } from "../synapse/setUps.mjs";
import { type Synapse, startSynapse } from "../synapse/synapse.mjs";
import { devPage } from "./addresses.js";

/** A homeserver to make accounts on, of the fake kind or a real Synapse. */
export interface TestHomeserver {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly serverName: string;
  createRegistrationToken(): Promise<string>;
  /** A registration token that was good until now. */
  createExpiredToken(): Promise<string>;
  /** The links in the mails to an address, oldest first. */
  mailLinks(address: string): Promise<readonly string[]>;
  /** The codes sent to a number: digits only, with the country's. */
  codes(number: string): Promise<readonly string[]>;
  /** All UIA sessions expire. */
  expireSessions(): Promise<void>;
  /** No link in a mail sent until now is good any longer. */
  expireMailLinks(): Promise<void>;
  /** No code sent until now is good any longer. */
  expireCodes(): Promise<void>;
  /** What it was asked, oldest first, secrets numbered; only the fake homeserver tells. */
  requests?(): Promise<readonly LoggedRequest[]>;
}

interface Messages {
  readonly mailbox: readonly { readonly to: string; readonly link?: string }[];
  readonly smsInbox: readonly { readonly to: string; readonly code: string }[];
}

function read(messages: () => Promise<Messages>) {
  return {
    mailLinks: async (address: string) =>
      (await messages()).mailbox.flatMap(({ to, link }) =>
        to === address && link !== undefined ? [link] : [],
      ),
    codes: async (number: string) =>
      (await messages()).smsInbox.flatMap(({ to, code }) =>
        to.replace(/\D/g, "") === number ? [code] : [],
      ),
  };
}

export interface Homeservers {
  /** `onFake`: on the fake homeserver this scenario, in which by itself happens what is tested. */
  start(setUp: SetUp, options?: { readonly onFake?: ScenarioName }): Promise<TestHomeserver>;
  stop(): Promise<void>;
}

interface FakeOptions {
  readonly onFake?: ScenarioName;
  readonly dialect?: DialectName;
}

/** Fake homeservers on the dev server's origin: one for each test, made when it is first asked. */
export function fakeHomeservers(origin = devPage) {
  return {
    async start(
      setUp: ScenarioName,
      { onFake = setUp, dialect = "synapse" }: FakeOptions = {},
    ): Promise<TestHomeserver> {
      const baseUrl = new URL(`/fake/${onFake}.${dialect}~${randomUUID()}`, origin).href;
      const seen = async <Thing>(name: string): Promise<readonly Thing[]> =>
        (await (await fetch(`${baseUrl}/_fake/${name}`)).json()) as readonly Thing[];
      const expire = async (what: string): Promise<void> => {
        await fetch(`${baseUrl}/_fake/expire/${what}`, { method: "POST" });
      };
      return {
        baseUrl,
        serverName: "example.org",
        createRegistrationToken: async () => "invite-me",
        createExpiredToken: async () => "expired",
        ...read(async () => ({
          mailbox: await seen("mailbox.json"),
          smsInbox: await seen("sms.json"),
        })),
        expireSessions: () => expire("sessions"),
        expireMailLinks: () => expire("mail-links"),
        expireCodes: () => expire("codes"),
        requests: () => seen<LoggedRequest>("requests"),
      };
    },
    async stop() {},
  } satisfies Homeservers;
}

/** Real homeservers: one for each set-up, started when it is first wanted, for all tests of a worker. */
function oneForEach(
  begin: (setUp: SetUp) => Promise<TestHomeserver & { stop(): Promise<void> }>,
): Homeservers {
  const started = new Map<SetUp, ReturnType<typeof begin>>();
  return {
    start(setUp) {
      const starting = started.get(setUp) ?? begin(setUp);
      started.set(setUp, starting);
      return starting;
    },
    async stop() {
      await Promise.allSettled(
        [...started.values()].map(async (homeserver) => (await homeserver).stop()),
      );
    },
  };
}

export function synapses(): Homeservers {
  return oneForEach(async (setUp) => {
    const synapse = await startSynapse(setUp);
    return {
      ...synapse,
      ...read(async () => synapse),
      createExpiredToken: () => createExpiredToken(synapse),
      expireCodes: async () => synapse.expireCodes(),
    };
  });
}

/** Dendrite has neither registration tokens nor mails nor SMS. */
export function dendrites(): Homeservers {
  const none = () => Promise.reject(new Error("Dendrite has none of these."));
  return oneForEach(async (setUp) => {
    const known = dendriteSetUps.setUps.find((name) => name === setUp);
    if (known === undefined) throw new Error(`Dendrite has no set-up "${setUp}".`);
    return {
      ...(await startDendrite(known)),
      createRegistrationToken: none,
      createExpiredToken: none,
      expireMailLinks: none,
      expireCodes: none,
      mailLinks: none,
      codes: none,
    };
  });
}

/** Synapse makes no token that has expired already: one that expires at once, and it has. */
async function createExpiredToken({ baseUrl, createRegistrationToken }: Synapse): Promise<string> {
  const token = await createRegistrationToken({ expiryTime: Date.now() + 1_000 });
  const path = "/_matrix/client/v1/register/m.login.registration_token/validity";
  const isValid = async (): Promise<boolean> => {
    const response = await fetch(`${baseUrl}${path}?token=${token}`);
    return ((await response.json()) as { valid: boolean }).valid;
  };
  while (await isValid()) await wait(100);
  return token;
}

/** Makes an account without the page. The homeserver has to be open. */
export async function registerByApi(
  { baseUrl }: TestHomeserver,
  username: string,
  password: string,
): Promise<void> {
  const body = { username, password, inhibit_login: true };
  const { session } = await api<{ session: string }>(baseUrl, "POST", "register", body);
  const auth = { type: "m.login.dummy", session };
  await api(baseUrl, "POST", "register", { ...body, auth });
}

/** Signs in as any client does; returns the user ID. */
export async function loginByApi(
  homeserver: TestHomeserver,
  user: string,
  password: string,
): Promise<string> {
  return (await login(homeserver, user, password)).user_id;
}

/** The email addresses and phone numbers of an account. */
export async function addressesByApi(
  homeserver: TestHomeserver,
  user: string,
  password: string,
): Promise<readonly string[]> {
  const { access_token } = await login(homeserver, user, password);
  const { threepids } = await api<{ threepids: readonly { address: string }[] }>(
    homeserver.baseUrl,
    "GET",
    "account/3pid",
    undefined,
    access_token,
  );
  return threepids.map(({ address }) => address);
}

async function login(
  { baseUrl }: TestHomeserver,
  user: string,
  password: string,
): Promise<{ user_id: string; access_token: string }> {
  return api(baseUrl, "POST", "login", {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
  });
}

/** Whose access token this is. */
export async function whoamiByApi(
  { baseUrl }: TestHomeserver,
  accessToken: string,
): Promise<{ user_id: string; device_id?: string }> {
  return api(baseUrl, "GET", "account/whoami", undefined, accessToken);
}

async function api<Answer>(
  baseUrl: string,
  method: string,
  path: string,
  body?: unknown,
  accessToken?: string,
): Promise<Answer> {
  const response = await fetch(`${baseUrl}/_matrix/client/v3/${path}`, {
    method,
    headers: accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  // The first answer of /register is the list of stages.
  if (!response.ok && response.status !== 401) {
    throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  }
  return answer as Answer;
}
