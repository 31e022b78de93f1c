import * as v from "valibot";
import { isOpaque, isPresentableUserId } from "../guards/identifiers.js";
import { decode, ignorable, isDuration, textThat } from "../wire/decode.js";

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

const token = v.nullish(textThat((text) => /^[!-~]{1,8192}$/.test(text)));

const schema = v.object({
  user_id: textThat(isPresentableUserId),
  access_token: token,
  device_id: v.nullish(textThat(isOpaque)),
  refresh_token: token,
  expires_in_ms: ignorable(
    v.pipe(
      v.number(),
      v.check((ms) => isDuration(ms)),
    ),
  ),
});
