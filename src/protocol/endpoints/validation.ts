import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { isClientSecret } from "../guards/generatedIds.js";
import { parseServerUrl, type SafeUrl, type Trust } from "../guards/safeUrl.js";
import { decode, ignorable, textThat } from "../wire/decode.js";
import { type RequestOptions, request } from "../wire/request.js";

/** The parts of a request for a message besides its address. */
interface MessageRequest {
  /** Made by the client, the same for one validation: `[0-9a-zA-Z.=_-]{1,255}`. */
  readonly clientSecret: string;
  /** From 1; a message is sent only for a number higher than the last. */
  readonly sendAttempt: number;
  /** Where the user comes after opening the link. */
  readonly nextLink?: string | undefined;
}

export interface EmailTokenRequest extends MessageRequest {
  readonly email: string;
}

export interface MsisdnTokenRequest extends MessageRequest {
  /** ISO 3166-1 alpha-2, upper case: the country the number is dialled from. */
  readonly country: string;
  readonly phoneNumber: string;
}

/** The identity of a validation, together with the `client_secret`. */
export interface TokenRequested {
  readonly sid: string;
  /** Where the homeserver says that a code is to be sent, if that is at its own place. */
  readonly submitUrl: SafeUrl | undefined;
}

type Options = RequestOptions & { readonly baseUrl: string; readonly trust?: Trust | undefined };

/**
 * Asks the homeserver to send a mail with a link. A 200 says neither that the mail arrived nor that
 * the address is free.
 * https://spec.matrix.org/v1.18/client-server-api/#post_matrixclientv3registeremailrequesttoken
 * @throws MatrixError `M_THREEPID_IN_USE`, `M_THREEPID_DENIED`, `M_LIMIT_EXCEEDED` and others.
 * @throws NetworkError
 */
export function requestEmailToken(
  { email, ...rest }: EmailTokenRequest,
  options: Options,
): Promise<TokenRequested> {
  return requestMessage("email", { email }, rest, options);
}

/**
 * Asks the homeserver to send a text message with a code.
 * https://spec.matrix.org/v1.18/client-server-api/#post_matrixclientv3registermsisdnrequesttoken
 * @throws MatrixError `M_THREEPID_IN_USE`, `M_THREEPID_DENIED`, `M_INVALID_PARAM` and others.
 * @throws NetworkError
 */
export function requestMsisdnToken(
  { country, phoneNumber, ...rest }: MsisdnTokenRequest,
  options: Options,
): Promise<TokenRequested> {
  return requestMessage("msisdn", { country, phone_number: phoneNumber }, rest, options);
}

async function requestMessage(
  medium: "email" | "msisdn",
  address: Readonly<Record<string, string>>,
  { clientSecret, sendAttempt, nextLink }: MessageRequest,
  options: Options,
): Promise<TokenRequested> {
  const url = endpoint(options.baseUrl, `/_matrix/client/v3/register/${medium}/requestToken`);
  const body = {
    ...address,
    client_secret: clientSecret,
    send_attempt: sendAttempt,
    // JSON leaves out what is undefined.
    next_link: nextLink,
  };
  const { sid, submit_url } = decode(requested, await request("POST", url, body, options));
  return { sid, submitUrl: ofSameOrigin(submit_url, options) };
}

const requested = v.object({
  sid: textThat(isClientSecret),
  submit_url: ignorable(v.string()),
});

/** A code and a `client_secret` go to the homeserver and nowhere else, identity servers among them. */
function ofSameOrigin(text: string | null | undefined, options: Options): SafeUrl | undefined {
  const url = parseServerUrl(text, options.trust);
  return url !== undefined && new URL(url).origin === new URL(options.baseUrl).origin
    ? url
    : undefined;
}

/** Where homeservers take the codes of text messages; the specification leaves the place to them. */
const submitPath = "/_matrix/client/unstable/add_threepid/msisdn/submit_token";

/**
 * Whether a code is the one that was sent. It goes exactly as typed: to the place that the homeserver
 * named, or to its usual one.
 * https://spec.matrix.org/v1.18/client-server-api/#post_matrixclientv3registermsisdnrequesttoken
 * @throws MatrixError for most wrong codes: `M_TOKEN_INCORRECT`, `M_UNKNOWN` and others.
 * @throws NetworkError
 */
export async function submitCode(
  { sid, submitUrl }: TokenRequested,
  { clientSecret, token }: { readonly clientSecret: string; readonly token: string },
  options: Options,
): Promise<boolean> {
  const url = submitUrl ?? endpoint(options.baseUrl, submitPath);
  const body = { sid, client_secret: clientSecret, token };
  return decode(submitted, await request("POST", url, body, options)).success;
}

const submitted = v.object({ success: v.boolean() });
