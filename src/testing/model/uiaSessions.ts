import { refuse } from "../server/answers.js";
import type { Call, JsonObject } from "../server/call.js";
import type { FakeClock } from "../server/clock.js";
import { randomLetters } from "../server/randomText.js";
import type { RegistrationTokens } from "./registrationTokens.js";
import type { ValidatedThreepid } from "./threepids.js";

/** A UIA session and all it remembers. */
export interface UiaSession {
  id: string;
  readonly createdAt: number;
  /** The method and URI it began with, and is bound to. */
  readonly operation: string;
  /** The whole first body without `auth`, for homeservers that want it again. */
  readonly firstBody: string;
  /** The parameters last sent, password aside. */
  params: JsonObject;
  readonly completed: Set<string>;
  /** The first password sent. */
  password?: string | undefined;
  /** What was shown to be one's own, by medium; to be bound to the account. */
  readonly threepids: Map<string, ValidatedThreepid>;
  registrationToken?: string;
  /** Its registration token counts as used. */
  registrationTokenUsed?: boolean;
  registeredUserId?: string;
}

export interface UiaSessions {
  begin(call: Call, params: JsonObject, firstBody: string, id?: string): UiaSession;
  /** The session with this ID; refuses one that is unknown or has expired. */
  get(id: string, lifetimeMs?: number): UiaSession;
  has(id: string, lifetimeMs?: number): boolean;
  /** Goes on under a new ID; the old one is unknown from then on. */
  rename(session: UiaSession): void;
  /** All sessions expire. */
  forget(): void;
}

const defaultLifetimeMs = 48 * 60 * 60_000;

export function createUiaSessions(clock: FakeClock, tokens: RegistrationTokens): UiaSessions {
  const sessions = new Map<string, UiaSession>();

  function expire(session: UiaSession): void {
    sessions.delete(session.id);
    if (session.registrationToken !== undefined && !session.registrationTokenUsed) {
      tokens.giveBack(session.registrationToken);
    }
  }

  function find(id: string, lifetimeMs = defaultLifetimeMs): UiaSession | undefined {
    for (const session of sessions.values()) {
      const lifetime = session.id === id ? lifetimeMs : defaultLifetimeMs;
      if (clock.now() - session.createdAt >= lifetime) expire(session);
    }
    return sessions.get(id);
  }

  return {
    begin(call, params, firstBody, id = randomLetters(24)) {
      const session: UiaSession = {
        id,
        createdAt: clock.now(),
        operation: operationOf(call),
        firstBody,
        params,
        completed: new Set(),
        threepids: new Map(),
      };
      sessions.set(id, session);
      return session;
    },
    get: (id, lifetimeMs) =>
      find(id, lifetimeMs) ?? refuse(400, "M_UNKNOWN", `Unknown session ID: ${id}`),
    has: (id, lifetimeMs) => find(id, lifetimeMs) !== undefined,
    rename(session) {
      sessions.delete(session.id);
      session.id = randomLetters(24);
      sessions.set(session.id, session);
    },
    forget() {
      for (const session of sessions.values()) expire(session);
    },
  };
}

export function operationOf(call: Call): string {
  return `${call.method} ${call.uri}`;
}
