import { refuse } from "../server/answers.js";
import type { FakeClock } from "../server/clock.js";
import { codePoints } from "../server/codePoints.js";
import { randomLetters } from "../server/randomText.js";

/** A login: what a device gets. */
export interface Login {
  readonly access_token: string;
  readonly device_id: unknown;
  readonly expires_in_ms?: number;
  readonly refresh_token?: string;
}

export interface AccessToken {
  readonly userId: string;
  readonly deviceId: unknown;
  readonly expiresAt?: number;
}

interface RefreshToken {
  readonly userId: string;
  readonly deviceId: unknown;
  /** The token it was last exchanged for. */
  next?: { readonly accessToken: string; readonly refreshToken: string };
  /** Once something that came of it was used, it is spent. */
  spent: boolean;
}

export interface Devices {
  /** Signs a device in; without an ID it gets one. Tokens it already has stay good. */
  signIn(userId: string, options: SignInOptions): Login;
  /** Replaces a pair of tokens, or refuses. */
  refresh(refreshToken: string): Record<string, unknown>;
  accessToken(token: string): AccessToken | undefined;
  of(userId: string): readonly FakeDevice[];
  remove(userId: string, deviceId: unknown): void;
}

export interface FakeDevice {
  readonly deviceId: unknown;
  readonly displayName?: string;
}

export interface SignInOptions {
  readonly deviceId?: unknown;
  readonly displayName?: unknown;
  /** Whether its display name may be of any length. */
  readonly anyDisplayName?: boolean;
  readonly guest?: boolean;
  readonly refreshable?: boolean;
}

/** Devices and their tokens. `refreshableLifetimeMs` is how long an access token that can be refreshed lives. */
export function createDevices(clock: FakeClock, refreshableLifetimeMs: number | null): Devices {
  const devices = new Map<string, Map<unknown, FakeDevice>>();
  const accessTokens = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, RefreshToken>();

  function issue(userId: string, deviceId: unknown, refreshable: boolean): Login {
    const accessToken = newToken("syt", userId);
    if (!refreshable || refreshableLifetimeMs === null) {
      accessTokens.set(accessToken, { userId, deviceId });
      return { access_token: accessToken, device_id: deviceId };
    }
    const refreshToken = newToken("syr", userId);
    const expiresAt = clock.now() + refreshableLifetimeMs;
    accessTokens.set(accessToken, { userId, deviceId, expiresAt });
    refreshTokens.set(refreshToken, { userId, deviceId, spent: false });
    return {
      access_token: accessToken,
      device_id: deviceId,
      expires_in_ms: refreshableLifetimeMs,
      refresh_token: refreshToken,
    };
  }

  function markUsed(has: (next: NonNullable<RefreshToken["next"]>) => boolean): void {
    for (const token of refreshTokens.values()) {
      if (token.next !== undefined && has(token.next)) token.spent = true;
    }
  }

  return {
    signIn(userId, options) {
      const { deviceId: wanted, displayName, guest = false, refreshable = false } = options;
      const isNamed = typeof displayName === "string";
      if (isNamed && !options.anyDisplayName && codePoints(displayName) > 100) {
        refuse(400, "M_TOO_LARGE", "Device display name is too long (max 100)");
      }
      const deviceId = wanted ?? randomLetters(10).toUpperCase();
      const own = devices.get(userId) ?? new Map<unknown, FakeDevice>();
      devices.set(userId, own);
      if (!own.has(deviceId)) {
        own.set(deviceId, {
          deviceId,
          ...(isNamed && { displayName }),
        });
      }
      if (!guest) return issue(userId, deviceId, refreshable);
      const accessToken = `MDAx${randomLetters(60)}`;
      accessTokens.set(accessToken, { userId, deviceId });
      return { access_token: accessToken, device_id: deviceId };
    },
    refresh(refreshToken) {
      if (!/^syr_[^_]*_[A-Za-z]{20}_[0-9A-Za-z]{6}$/.test(refreshToken)) {
        refuse(401, "M_UNKNOWN_TOKEN", "invalid refresh token");
      }
      const old = refreshTokens.get(refreshToken);
      if (old === undefined) refuse(401, "M_UNKNOWN_TOKEN", "refresh token does not exist");
      if (old.spent) refuse(403, "M_FORBIDDEN", "refresh token isn't valid anymore");
      markUsed((next) => next.refreshToken === refreshToken);
      if (old.next !== undefined) {
        accessTokens.delete(old.next.accessToken);
        refreshTokens.delete(old.next.refreshToken);
      }
      const login = issue(old.userId, old.deviceId, true);
      if (login.refresh_token !== undefined) {
        old.next = { accessToken: login.access_token, refreshToken: login.refresh_token };
      }
      const { device_id: _deviceId, ...answer } = login;
      return answer;
    },
    accessToken(token) {
      const found = accessTokens.get(token);
      if (found !== undefined) markUsed((next) => next.accessToken === token);
      return found;
    },
    of: (userId) => [...(devices.get(userId)?.values() ?? [])],
    remove(userId, deviceId) {
      devices.get(userId)?.delete(deviceId);
      for (const tokens of [accessTokens, refreshTokens]) {
        for (const [token, owner] of tokens) {
          if (owner.userId === userId && owner.deviceId === deviceId) tokens.delete(token);
        }
      }
    },
  };
}

function newToken(kind: "syt" | "syr", userId: string): string {
  const localpart = userId.slice(1, userId.indexOf(":"));
  return `${kind}_${btoa(localpart).replaceAll("=", "")}_${randomLetters(20)}_${randomLetters(6)}`;
}
