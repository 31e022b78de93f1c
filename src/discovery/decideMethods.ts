import type { Trust } from "../protocol/guards/safeUrl.js";
import {
  type Answers,
  type LoginAnswer,
  type MetadataAnswer,
  makesAccountsOf,
  type RegisterAnswer,
} from "./answers.js";
import { checkServer } from "./checkServer.js";
import type { MethodType, OAuthMethod, SignUpMethod, SsoMethod, UiaMethod } from "./methods.js";
import type { NoMethod } from "./whyUnavailable.js";

export type MethodsDecision =
  | { readonly methods: readonly SignUpMethod[]; readonly preferred: SignUpMethod }
  /** There are methods, but none that the app wants. */
  | { readonly reason: "unsupported" }
  /** There is no method: `lateReason()` says why. */
  | null;

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
  if (existing.length === 0) return null;
  const methods = withoutAwareSso(existing.filter(({ type }) => allowed?.includes(type) ?? true));
  const [preferred] = methods;
  return preferred === undefined ? { reason: "unsupported" } : { methods, preferred };
}

/** Whether the homeserver's own registration is off. One without any flow says no. */
function isRefused(register: RegisterAnswer): boolean {
  if (register.answer === "challenge") return register.flows.length === 0;
  return register.answer === "refused" && register.status === 403;
}

/** Leaves out a sign-on that leads to the account pages, which go by OAuth 2.0 as well. */
function withoutAwareSso(methods: readonly SignUpMethod[]): readonly SignUpMethod[] {
  const sso = methods.find((method) => method.type === "sso" && method.isOAuthAware);
  if (sso?.type !== "sso" || methods.every(({ type }) => type !== "oauth")) return methods;
  return methods
    .filter((method) => method !== sso)
    .map((method) => (method.type === "oauth" ? { ...method, sso } : method));
}

/**
 * Explains why answers lead to no method, by code that is loaded for it. Without that code the homeserver
 * counts as unreachable, which is worth another try.
 */
export async function lateReason(answers: Answers): Promise<NoMethod> {
  try {
    const { whyThereIsNone } = await import("./whyUnavailable.js");
    return whyThereIsNone(answers);
  } catch {
    return { reason: "unreachable" };
  }
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
    ...(login.flows.every(({ type }) => type !== "m.login.password") && { isPreferred: true }),
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
