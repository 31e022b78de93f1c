import { refuse } from "../server/answers.js";
import type { FakeClock } from "../server/clock.js";
import { createDevices, type Devices, type FakeDevice } from "./devices.js";
import { createThreepids, type Threepid, type Threepids } from "./threepids/threepids.js";

export interface FakeAccount {
  readonly userId: string;
  readonly kind: "user" | "guest";
  /** Whether it may sign in (MSC3866). */
  readonly approved: boolean;
  readonly devices: readonly FakeDevice[];
  /** Email addresses and phone numbers that were shown to be the owner's. */
  readonly threepids: readonly Threepid[];
}

export interface NewAccount {
  /** Absent: the next free number. */
  readonly localpart?: string | undefined;
  /** If absent, no sign-in with a password is possible. */
  readonly password?: string | undefined;
  readonly kind?: "user" | "guest";
  readonly approved?: boolean;
}

/** An account as the homeserver keeps it. Its password is known to `passwordFits` alone. */
export interface StoredAccount {
  readonly userId: string;
  kind: "user" | "guest";
  approved: boolean;
}

export interface Accounts {
  readonly devices: Devices;
  readonly threepids: Threepids;
  userId(localpart: string): string;
  /** By user ID, without regard to case. */
  find(userId: string): StoredAccount | undefined;
  /** The next free number. */
  nextNumber(): string;
  create(account: NewAccount): StoredAccount;
  /** A guest becomes a user. */
  upgrade(userId: string, password: string): StoredAccount;
  passwordFits(account: StoredAccount, password: string): boolean;
  /** Finds the holder of this access token. Refuses a token that is not good. */
  requester(token: string): Requester;
  all(): readonly FakeAccount[];
}

export interface Requester {
  readonly account: StoredAccount;
  readonly deviceId: unknown;
}

export function createAccounts(
  serverName: string,
  clock: FakeClock,
  refreshableLifetimeMs: number | null,
): Accounts {
  const accounts = new Map<string, StoredAccount>();
  const passwords = new WeakMap<StoredAccount, string>();
  const guestTokens = new Set<string>();
  const devices = createDevices(clock, refreshableLifetimeMs);
  const threepids = createThreepids(clock);
  let lastNumber = 0;

  const userId = (localpart: string) => `@${localpart}:${serverName}`;
  const find = (id: string) => accounts.get(id.toLowerCase());

  function nextNumber(): string {
    do lastNumber += 1;
    while (find(userId(String(lastNumber))) !== undefined);
    return String(lastNumber);
  }

  return {
    devices: {
      ...devices,
      signIn(id, options) {
        const login = devices.signIn(id, options);
        if (options.guest) guestTokens.add(login.access_token);
        return login;
      },
    },
    threepids,
    userId,
    find,
    nextNumber,
    create({ localpart, password, kind = "user", approved = true }) {
      const account: StoredAccount = { userId: userId(localpart ?? nextNumber()), kind, approved };
      accounts.set(account.userId.toLowerCase(), account);
      if (password !== undefined) passwords.set(account, password);
      return account;
    },
    upgrade(id, password) {
      const account = find(id);
      if (account === undefined) refuse(404, "M_UNKNOWN", "No row found (users)");
      account.kind = "user";
      passwords.set(account, password);
      return account;
    },
    passwordFits: (account, password) => passwords.get(account) === password,
    requester(token) {
      const found = devices.accessToken(token);
      const account = found && find(found.userId);
      if (found === undefined || account === undefined) {
        unknownToken("Invalid access token passed.");
      }
      if (guestTokens.has(token) && account.kind === "user") {
        unknownToken("Guest access token used for regular user");
      }
      if (found.expiresAt !== undefined && found.expiresAt < clock.now()) {
        unknownToken("Access token has expired", true);
      }
      return { account, deviceId: found.deviceId };
    },
    all: () =>
      [...accounts.values()].map((account) => ({
        ...account,
        devices: devices.of(account.userId),
        threepids: threepids.of(account.userId).map(({ medium, address }) => ({ medium, address })),
      })),
  };
}

function unknownToken(error: string, softLogout = false): never {
  refuse(401, "M_UNKNOWN_TOKEN", error, { soft_logout: softLogout });
}
