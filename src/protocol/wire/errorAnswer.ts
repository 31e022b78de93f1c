import { cleanText } from "../guards/cleanText.js";
import { parseContactUrl, parseServerUrl } from "../guards/safeUrl.js";
import { isDuration } from "./decode.js";
import { MatrixError, NetworkError } from "./errors.js";
import type { OwnKeys } from "./ownCopy.js";
import { decodeUiaResponse } from "./uiaResponse.js";

/** The error that an answer with a status other than success means. */
export function errorAnswer(
  status: number,
  body: OwnKeys,
  retryAfter: string | null,
): MatrixError | NetworkError {
  const hasFlows = status === 401 && body["flows"] !== undefined;
  const uia = hasFlows ? decodeUiaResponse(body) : undefined;
  if (hasFlows && uia === undefined) return new NetworkError("malformed", status);
  return new MatrixError(status, {
    errcode: decodeErrcode(body["errcode"]),
    text: wordsOf(cleanText(body["error"], 500)),
    // Browsers keep the header from us unless the homeserver exposes it, which few do.
    retryAfterMs: duration(body["retry_after_ms"]) ?? decodeRetryAfter(retryAfter),
    contact: parseContactUrl(body["admin_contact"]) ?? parseServerUrl(body["info_uri"]),
    uia,
  });
}

/** The words without the errcode that some homeservers put before them. */
function wordsOf(text: string | undefined): string | undefined {
  const words = text?.replace(/^(?:[A-Z][A-Z0-9.]*_[A-Z0-9._]+:\s*)+/, "");
  return words === "" ? undefined : words;
}

function decodeErrcode(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z0-9._-]{1,128}$/.test(value) ? value : undefined;
}

/** Seconds or an HTTP date, as ms from now. */
function decodeRetryAfter(header: string | null): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return duration(Number(text) * 1000);
  return text.endsWith(" GMT") ? duration(Math.max(0, Date.parse(text) - Date.now())) : undefined;
}

/** A wait that a timer can hold, at most a day: a homeserver must not end the app by a number. */
function duration(value: unknown): number | undefined {
  return isDuration(value) ? Math.min(value, longestWait) : undefined;
}

const longestWait = 24 * 60 * 60_000;
