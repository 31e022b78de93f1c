import { refuse } from "./answers.js";

/** A request, as the handlers see it. */
export interface Call {
  readonly method: string;
  /** Below the base URL: `/_matrix/client/v3/register`. */
  readonly path: string;
  /** Path and query: what a UIA session is bound to. */
  readonly uri: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: CallBody;
  /** The fields of a form that was sent, and of the query. */
  readonly form: URLSearchParams;
  /** How this one request is treated otherwise than it should be. */
  readonly quirks: Quirks;
}

export type CallBody =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "notJson"; readonly flaw: "empty" | "notUtf8" | "syntax" };

export type JsonObject = Readonly<Record<string, unknown>>;

/** Ways of a homeserver that are not Synapse's; set by misbehaviour rules for one request. */
export interface Quirks {
  strictOrder?: boolean;
  sameBodyRequired?: boolean;
  sessionLifetimeMs?: number;
  changingSession?: boolean;
  unknownSessionsAccepted?: boolean;
  accountWithoutPassword?: boolean;
  neverCompletes?: boolean;
  mailLost?: boolean;
  mailDown?: boolean;
  mailLinkExpired?: boolean;
  captchaDown?: boolean;
  captchaRefused?: boolean;
  smsLost?: boolean;
  smsDown?: boolean;
  smsRefused?: boolean;
  wrongCodeUnsuccessful?: boolean;
}

export async function readCall(request: Request, basePath: string): Promise<Call> {
  const url = new URL(request.url);
  const below = url.pathname.startsWith(`${basePath}/`);
  const path = below ? url.pathname.slice(basePath.length) : url.pathname;
  const bytes = await request.arrayBuffer();
  return {
    method: request.method,
    path,
    uri: path + url.search,
    query: url.searchParams,
    authorization: request.headers.get("Authorization") ?? undefined,
    body: readBody(bytes),
    form: readForm(bytes, request.headers.get("Content-Type"), url),
    quirks: {},
  };
}

/** The body as a JSON object, or a refusal. */
export function jsonObject(call: Call): JsonObject {
  if (call.body.kind === "notJson") refuse(400, "M_NOT_JSON", "Content not JSON.");
  if (!isObject(call.body.value)) {
    refuse(400, "M_BAD_JSON", "Content must be a JSON object.");
  }
  return call.body.value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `auth.type`; `"none"` without an `auth`, `"session"` without a type in it. */
export function authTypeOf(call: Call): string {
  const auth = call.body.kind === "json" && isObject(call.body.value) && call.body.value["auth"];
  if (!isObject(auth)) return "none";
  return typeof auth["type"] === "string" ? auth["type"] : "session";
}

/** A query parameter that must be there, in ASCII. */
export function requiredQuery(call: Call, name: string): string {
  const value = call.query.get(name);
  if (value === null) {
    refuse(400, "M_MISSING_PARAM", `Missing string query parameter '${name}'`);
  }
  if (!/^\p{ASCII}*$/u.test(value)) {
    refuse(400, "M_UNKNOWN", `Query parameter '${name}' must be ascii`);
  }
  return value;
}

/** The access token of a request, in the header or the query; refuses when there is none. */
export function accessToken(call: Call): string {
  const queried = call.query.get("access_token");
  if (call.authorization === undefined) {
    return queried ?? refuse(401, "M_MISSING_TOKEN", "Missing access token");
  }
  if (queried !== null) {
    refuse(
      401,
      "M_MISSING_TOKEN",
      "Mixing Authorization headers and access_token query parameters.",
    );
  }
  const [scheme, token, ...more] = call.authorization.split(" ");
  if (scheme !== "Bearer" || token === undefined || more.length > 0) {
    refuse(401, "M_MISSING_TOKEN", "Invalid Authorization header.");
  }
  return token;
}

function readForm(bytes: ArrayBuffer, contentType: string | null, url: URL): URLSearchParams {
  const isForm = contentType?.startsWith("application/x-www-form-urlencoded") === true;
  const sent = isForm ? [...new URLSearchParams(new TextDecoder().decode(bytes))] : [];
  return new URLSearchParams([...sent, ...url.searchParams]);
}

function readBody(bytes: ArrayBuffer): CallBody {
  if (bytes.byteLength === 0) return { kind: "notJson", flaw: "empty" };
  const text = textIn(bytes);
  if (text === undefined) return { kind: "notJson", flaw: "notUtf8" };
  try {
    return { kind: "json", value: JSON.parse(text) as unknown };
  } catch {
    return { kind: "notJson", flaw: "syntax" };
  }
}

function textIn(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
