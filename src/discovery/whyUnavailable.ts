import {
  type Answers,
  type LoginAnswer,
  type MetadataAnswer,
  makesAccountsOf,
  type NoAnswer,
  type RegisterAnswer,
} from "./answers.js";
import type { BlockedBy, DiscoveryDetail, UnavailableReason } from "./methods.js";

/** Why no account can be made. */
export interface NoMethod {
  readonly reason: UnavailableReason;
  readonly retryAfterMs?: number | undefined;
  readonly detail?: DiscoveryDetail;
  readonly blockedBy?: BlockedBy;
}

/** Explains why answers lead to no method. "Closed" is said only when nothing was left in doubt. */
export function whyThereIsNone({ register, login, metadata }: Answers): NoMethod {
  const why = whyNotByStages(register);
  if (why.reason === "notMatrix" && (isMatrix(login) || isMatrix(metadata))) {
    return { reason: statusOf(register) === 403 ? "closed" : "unsupported" };
  }
  if (isCutOff(register) && (isMatrix(login) || isMatrix(metadata))) {
    return { ...why, blockedBy: "homeserver" };
  }
  if (why.reason !== "closed" && why.reason !== "unsupported") return why;
  // Account pages that cannot be gone to.
  if (metadata.answer === "metadata" && makesAccountsOf(metadata) !== false) {
    return { reason: "unsupported" };
  }
  const doubt = doubtOf(login) ?? (isHidden(metadata, login) ? undefined : doubtOf(metadata));
  return doubt ?? why;
}

/** A 404 without CORS headers cannot be seen. While other answers can, no answer counts as a 404. */
function isHidden(metadata: MetadataAnswer, login: LoginAnswer): boolean {
  if (metadata.answer !== "none" || login.answer !== "flows") return false;
  return metadata.status === undefined && metadata.reason !== "offline";
}

/** Whether there was nothing to read, as without CORS headers. */
function isCutOff(register: RegisterAnswer): boolean {
  return register.answer === "none" && register.reason === "unreachable";
}

/** The doubt that an answer leaves: something may be there, but it cannot be known now. */
function doubtOf(answer: LoginAnswer | MetadataAnswer): NoMethod | undefined {
  if (answer.answer !== "refused" && answer.answer !== "none") return undefined;
  const why = answer.answer === "refused" ? whyRefused(answer) : whySilent(answer);
  return why.reason === "rateLimited" || why.reason === "unreachable" ? why : undefined;
}

function isMatrix(answer: LoginAnswer | MetadataAnswer): boolean {
  if (answer.answer === "refused") return answer.errcode !== undefined;
  return answer.answer !== "none";
}

function statusOf(register: RegisterAnswer): number | undefined {
  return "status" in register ? register.status : undefined;
}

function whyNotByStages(register: RegisterAnswer): NoMethod {
  switch (register.answer) {
    // A homeserver without any flow says no.
    case "challenge":
      return { reason: "closed" };
    case "made":
    case "notAsked":
      return { reason: "unsupported" };
    case "refused":
      return whyRefused(register);
    case "none":
      return whySilent(register);
  }
}

const gatewayStatuses: readonly number[] = [502, 503, 504];

function whyRefused(refused: Extract<NoAnswer, { answer: "refused" }>): NoMethod {
  const { status, errcode, text, retryAfterMs } = refused;
  if (status === 429) return { reason: "rateLimited", retryAfterMs };
  if (status === 403) {
    const said = { ...(errcode !== undefined && { errcode }), ...(text !== undefined && { text }) };
    return { reason: "closed", detail: { status, ...said } };
  }
  if (status >= 500) return { reason: "unreachable" };
  // JSON alone is no sign of Matrix; an errcode is.
  return { reason: errcode === undefined ? "notMatrix" : "unsupported" };
}

function whySilent({ reason, status }: Extract<NoAnswer, { answer: "none" }>): NoMethod {
  if (status === 429) return { reason: "rateLimited" };
  // The page of a proxy whose homeserver is down.
  if (status !== undefined && gatewayStatuses.includes(status)) return { reason: "unreachable" };
  switch (reason) {
    case "blocked":
      return { reason: "unreachable", blockedBy: "page" };
    case "offline":
    case "unreachable":
    case "timeout":
    case "aborted":
      return { reason: "unreachable" };
    case "malformed":
    case "tooLarge":
      return { reason: "notMatrix" };
  }
}
