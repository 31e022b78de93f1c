import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { maxPasswordCodePoints } from "../guards/identifiers.js";
import { decode, ignorable } from "../wire/decode.js";
import { type RequestOptions, request } from "../wire/request.js";

/** The homeserver's rules for passwords. An absent rule does not apply. */
export interface PasswordPolicy {
  /** In code points. */
  readonly minimumLength?: number;
  readonly requireDigit?: boolean;
  /** Anything but `a-z`, `A-Z` and `0-9`. */
  readonly requireSymbol?: boolean;
  readonly requireLowercase?: boolean;
  readonly requireUppercase?: boolean;
}

/**
 * `GET /_matrix/client/v3/password_policy`, of MSC2000: not in the specification, Synapse has it.
 * To advise the user, not to judge: the homeserver does that.
 * @throws MatrixError 404 where there is none.
 * @throws NetworkError
 */
export async function passwordPolicy(
  options: RequestOptions & { readonly baseUrl: string },
): Promise<PasswordPolicy> {
  const url = endpoint(options.baseUrl, "/_matrix/client/v3/password_policy");
  const wire = decode(schema, await request("GET", url, undefined, options));
  const minimumLength = wire["m.minimum_length"];
  return {
    ...(typeof minimumLength === "number" && { minimumLength }),
    ...(wire["m.require_digit"] === true && { requireDigit: true }),
    ...(wire["m.require_symbol"] === true && { requireSymbol: true }),
    ...(wire["m.require_lowercase"] === true && { requireLowercase: true }),
    ...(wire["m.require_uppercase"] === true && { requireUppercase: true }),
  };
}

const flag = ignorable(v.boolean());

const schema = v.object({
  "m.minimum_length": ignorable(
    v.pipe(
      v.number(),
      v.check(
        (length) => Number.isInteger(length) && length > 0 && length <= maxPasswordCodePoints,
      ),
    ),
  ),
  "m.require_digit": flag,
  "m.require_symbol": flag,
  "m.require_lowercase": flag,
  "m.require_uppercase": flag,
});
