import { type AuthMetadata, offersToCreate } from "../protocol/endpoints/authMetadata.js";
import type { LoginFlow } from "../protocol/endpoints/loginFlows.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import type { NetworkReason } from "../protocol/wire/errors.js";
import type { AccountServerBinding } from "./accountServer.js";
import { checkServer } from "./checkServer.js";
import type {
  BlockedBy,
  DiscoveryDetail,
  MethodType,
  OAuthMethod,
  SignUpMethod,
  SsoMethod,
  UiaMethod,
  UnavailableReason,
} from "./methods.js";

/** An answer that does not tell what was asked. */
export type NoAnswer =
  /** A status other than 2xx, with a JSON body. */
  | {
      readonly answer: "refused";
      readonly status: number;
      readonly errcode?: string | undefined;
      readonly text?: string | undefined;
      readonly retryAfterMs?: number | undefined;
    }
  /** No answer, or none that can be read; `status` when there was one. */
  | {
      readonly answer: "none";
      readonly reason: NetworkReason;
      readonly status?: number | undefined;
    };

/** The answer to the probe, `POST /register` with an empty body. */
export type RegisterAnswer =
  /** A 401 with flows. */
  | {
      readonly answer: "challenge";
      readonly flows: UiaMethod["flows"];
      readonly params: UiaMethod["params"];
    }
  /** A 2xx: an account was made for nothing. */
  | { readonly answer: "made" }
  /** The account pages make accounts, and are preferred (`oauth_aware_preferred`). */
  | { readonly answer: "notAsked" }
  | NoAnswer;

/** The answer to `GET /login`. */
export type LoginAnswer =
  | { readonly answer: "flows"; readonly flows: readonly LoginFlow[] }
  | NoAnswer;

/** The answer to `GET /auth_metadata`, stable or unstable. */
export type MetadataAnswer =
  | {
      readonly answer: "metadata";
      readonly metadata: AuthMetadata;
      readonly binding: AccountServerBinding;
    }
  | NoAnswer;

export interface Answers {
  readonly register: RegisterAnswer;
  readonly login: LoginAnswer;
  readonly metadata: MetadataAnswer;
}

export type MethodsDecision =
  | { readonly methods: readonly SignUpMethod[]; readonly preferred: SignUpMethod }
  | {
      readonly reason: UnavailableReason;
      readonly retryAfterMs?: number | undefined;
      readonly detail?: DiscoveryDetail;
      readonly blockedBy?: BlockedBy;
    };

type NoMethod = Extract<MethodsDecision, { reason: UnavailableReason }>;

/**
 * Decides how accounts are made on a homeserver that gave these answers at its base URL.
 *
 * The account pages come first where they say that they make accounts; then the homeserver's own
 * stages; then account pages that do not say so; then single sign-on. "Closed" is said only when
 * nothing was left in doubt: on many homeservers `/register` is closed and the account pages are open.
 * Where it is closed, account pages that do not offer to make accounts are no method.
 * @param allowed methods that the app wants; default all
 */
export function decideMethods(
  answers: Answers,
  baseUrl: string,
  trust: Trust,
  allowed?: readonly MethodType[],
): MethodsDecision {
  const { register, login, metadata } = answers;
  const makesAccounts = makesAccountsOf(metadata);
  const isClosed = makesAccounts === false && isRefused(register);
  const oauth = isClosed ? undefined : oauthMethod(metadata, baseUrl, trust);
  const anySso = ssoMethod(login);
  const isAware = anySso?.isOAuthAware === true;
  const sso = isAware && isClosed ? undefined : anySso;
  const uia = isAware ? undefined : uiaMethod(register);
  const inOrder = makesAccounts === true ? [oauth, uia, sso] : [uia, oauth, sso];
  const existing = inOrder.filter((method) => method !== undefined);
  if (existing.length === 0) return whyThereIsNone(answers);
  const methods = withoutSecondDoor(existing.filter(({ type }) => allowed?.includes(type) ?? true));
  const [preferred] = methods;
  return preferred === undefined ? { reason: "unsupported" } : { methods, preferred };
}

/** Leaves out a sign-on that leads to the account pages, which go by OAuth 2.0 as well. */
function withoutSecondDoor(methods: readonly SignUpMethod[]): readonly SignUpMethod[] {
  const door = methods.find((method) => method.type === "sso" && method.isOAuthAware);
  if (door?.type !== "sso" || methods.every(({ type }) => type !== "oauth")) return methods;
  return methods
    .filter((method) => method !== door)
    .map((method) => (method.type === "oauth" ? { ...method, sso: door } : method));
}

/** Whether account pages say that they make accounts; `undefined` where that is not known. */
export function makesAccountsOf(answer: MetadataAnswer): boolean | undefined {
  return answer.answer === "metadata" ? offersToCreate(answer.metadata) : undefined;
}

/** Whether the homeserver's own registration is off. */
function isRefused(register: RegisterAnswer): boolean {
  const hasFlows = register.answer === "challenge" && register.flows.length > 0;
  return !hasFlows && whyNotByStages(register).reason === "closed";
}

/** Whether the homeserver wants apps to use its account pages, and not to ask for stages. */
export function wantsOAuthAware(login: LoginAnswer): boolean {
  return ssoMethod(login)?.isOAuthAware === true;
}

function uiaMethod(register: RegisterAnswer): UiaMethod | undefined {
  if (register.answer !== "challenge" || register.flows.length === 0) return undefined;
  return { type: "uia", flows: register.flows, params: register.params };
}

function ssoMethod(login: LoginAnswer): SsoMethod | undefined {
  if (login.answer !== "flows") return undefined;
  const flows = login.flows.filter(({ type }) => type === "m.login.sso");
  if (flows.length === 0) return undefined;
  const providers = flows.flatMap(({ identityProviders }) => identityProviders);
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return {
    type: "sso",
    providers: [...byId.values()].slice(0, maxProviders),
    isOAuthAware: flows.some(({ oauthAwarePreferred }) => oauthAwarePreferred),
  };
}

/** The most sign-on buttons of a homeserver: no user reads more. */
const maxProviders = 32;

function oauthMethod(
  answer: MetadataAnswer,
  baseUrl: string,
  trust: Trust,
): OAuthMethod | undefined {
  if (answer.answer !== "metadata") return undefined;
  const { metadata, binding } = answer;
  if (binding === "none" || "fault" in checkServer(metadata, baseUrl, trust)) return undefined;
  return { type: "oauth", metadata, isOnOtherSite: binding === "named" };
}

function whyThereIsNone({ register, login, metadata }: Answers): NoMethod {
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
