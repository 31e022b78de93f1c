import * as v from "valibot";
import { isOpaque, isPresentableUserId } from "../guards/identifiers.js";
import { decode, ignorable, isDuration, textThat } from "../wire/decode.js";
import type { RequestOptions } from "../wire/request.js";
import { logout } from "./accessToken.js";

/** An account, and the session on it if there is one. */
export interface AccountAnswer {
  /** The only truth about the account's name: what was asked for need not be what was given. */
  readonly userId: string;
  readonly accessToken: string | undefined;
  readonly deviceId: string | undefined;
  readonly refreshToken: string | undefined;
  /** Lifetime of the access token in ms; absent when it does not expire. */
  readonly expiresInMs: number | undefined;
}

/**
 * Reads an account from an answer. The session of an answer that cannot be taken is ended: its token is
 * found nowhere else.
 * @throws NetworkError `malformed`
 */
export function accountFrom<A extends AccountAnswer>(
  answer: unknown,
  read: (answer: unknown) => A,
  { baseUrl, fetch }: RequestOptions & { readonly baseUrl: string },
): A {
  try {
    return read(answer);
  } catch (error) {
    const { access_token: accessToken } = answer as Readonly<Record<string, unknown>>;
    if (isToken(accessToken)) logout(accessToken, { baseUrl, fetch }).catch(() => undefined);
    throw error;
  }
}

/**
 * The account that `/register` or `/login` answers with.
 * @throws NetworkError `malformed` when there is none in it.
 */
export function decodeAccount(answer: unknown): AccountAnswer {
  const wire = decode(schema, answer);
  return {
    userId: wire.user_id,
    accessToken: wire.access_token ?? undefined,
    deviceId: wire.device_id ?? undefined,
    refreshToken: wire.refresh_token ?? undefined,
    expiresInMs: wire.expires_in_ms ?? undefined,
  };
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]{1,8192}$/.test(value);
}

/** A longer lifetime, in ms, is none: some 31 years. */
const longestLifetime = 1e12;

const token = v.nullish(textThat(isToken));

const schema = v.object({
  user_id: textThat(isPresentableUserId),
  access_token: token,
  device_id: v.nullish(textThat(isOpaque)),
  refresh_token: token,
  expires_in_ms: ignorable(
    v.pipe(
      v.number(),
      v.check((ms) => isDuration(ms) && ms < longestLifetime),
    ),
  ),
});
