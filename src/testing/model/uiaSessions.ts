import { Refusal } from "../server/answers.js";
import type { Call, JsonObject } from "../server/call.js";
import type { FakeClock } from "../server/clock.js";
import { randomLetters } from "../server/randomText.js";
import type { SessionManners } from "./manners.js";
import type { RegistrationTokens } from "./registrationTokens.js";
import type { ValidatedThreepid } from "./threepids/threepids.js";

/** A UIA session and all it remembers. */
export interface UiaSession {
  id: string;
  /** Where a use lengthens the life, when it was last used. */
  createdAt: number;
  /** The method and URI it began with, and is bound to. */
  readonly operation: string;
  /** The whole first body without `auth`, for homeservers that want it again. */
  readonly firstBody: string;
  /** The parameters last sent, password aside. */
  params: JsonObject;
  readonly completed: Set<string>;
  /** The first password sent. */
  password?: string | undefined;
  /** The proved addresses by medium, to be bound to the account. */
  readonly threepids: Map<string, ValidatedThreepid>;
  registrationToken?: string;
  /** Its registration token counts as used. */
  registrationTokenUsed?: boolean;
  registeredUserId?: string;
  /** The body that answered the finished registration, where it is kept. */
  answered?: JsonObject;
}

export interface UiaSessions {
  begin(call: Call, params: JsonObject, firstBody: string, id?: string): UiaSession;
  /** The session with this ID; one that is unknown or has expired is refused, or begins. */
  get(id: string, call: Call, firstBody: string, lifetimeMs?: number): UiaSession;
  find(id: string, lifetimeMs?: number): UiaSession | undefined;
  /** Goes on under a new ID; the old one is unknown from then on. */
  rename(session: UiaSession): void;
  /** It is known no longer. */
  end(session: UiaSession): void;
  /** All sessions expire. */
  forget(): void;
}

export function createUiaSessions(
  clock: FakeClock,
  tokens: RegistrationTokens,
  { idLength, lifetimeMs: defaultLifetimeMs, renewed, unknown }: SessionManners,
): UiaSessions {
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

  function begin(
    call: Call,
    params: JsonObject,
    firstBody: string,
    id = randomLetters(idLength),
  ): UiaSession {
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
  }

  return {
    begin,
    get(id, call, firstBody, lifetimeMs) {
      const session = find(id, lifetimeMs);
      if (session === undefined) {
        if (unknown !== "begun") throw new Refusal(unknown(id));
        return begin(call, {}, firstBody, id);
      }
      if (renewed) session.createdAt = clock.now();
      return session;
    },
    find,
    rename(session) {
      sessions.delete(session.id);
      session.id = randomLetters(idLength);
      sessions.set(session.id, session);
    },
    end: expire,
    forget() {
      for (const session of sessions.values()) expire(session);
    },
  };
}

export function operationOf(call: Call): string {
  return `${call.method} ${call.uri}`;
}
