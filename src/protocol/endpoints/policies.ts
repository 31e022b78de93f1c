import { cleanText } from "../guards/cleanText.js";
import { parseServerUrl, type SafeUrl, type Trust } from "../guards/safeUrl.js";
import { isJsonObject, type OwnKeys, ownCopy } from "../wire/ownCopy.js";

/** One document of `m.login.terms`. https://spec.matrix.org/v1.18/client-server-api/#terms-of-service-at-registration */
export interface Policy {
  readonly id: string;
  /** Empty if the homeserver gives none. */
  readonly version: string;
  /** By language tag as the homeserver spells it; never empty. A null-prototype object. */
  readonly translations: Readonly<Record<string, PolicyTranslation>>;
}

/** A document in one language. With `url: null` its address is by `http:`, and may not become a link. */
export type PolicyTranslation =
  | { readonly name: string; readonly url: SafeUrl }
  | { readonly name: string; readonly url: null; readonly address: string };

/** The address of a document, which names what was accepted. */
export function policyAddress(translation: PolicyTranslation): string {
  return translation.url ?? translation.address;
}

/**
 * Decodes the policies in `params["m.login.terms"]`. Members that are no policies are left out.
 * An empty object has nothing to accept. Returns `undefined` if they are malformed, at which registration
 * must stop. One bad link is enough.
 */
export function decodePolicies(params: unknown, trust?: Trust): readonly Policy[] | undefined {
  const copy = ownCopy(params);
  const byId = isJsonObject(copy) ? copy["policies"] : undefined;
  if (!isJsonObject(byId)) return undefined;
  const entries = Object.entries(byId);
  if (entries.length > 20) return undefined;
  const policies: Policy[] = [];
  for (const [id, value] of entries) {
    if (!isJsonObject(value)) continue;
    const policy = decodePolicy(id, value, trust);
    if (policy === undefined) return undefined;
    policies.push(policy);
  }
  return policies.length === 0 && entries.length > 0 ? undefined : policies;
}

/** The translation to show: the best for the user's languages, else English, else the first. */
export function policyIn(
  policy: Policy,
  languages: readonly string[],
): PolicyTranslation & { readonly language: string } {
  const offered = Object.keys(policy.translations);
  const [first = ""] = offered;
  const language = lookUp([...languages, "en"], offered) ?? first;
  const translation = policy.translations[language];
  if (translation === undefined)
    throw new TypeError("A policy without a translation: use decodePolicies() to make one.");
  return { language, ...translation };
}

function decodePolicy(id: string, value: OwnKeys, trust: Trust | undefined): Policy | undefined {
  if (!isName(id)) return undefined;
  // `version` stands among the languages. Some homeservers leave it out, or give a number.
  const { version: given, ...languages } = value;
  const version = versionOf(given);
  const entries = Object.entries(languages).filter(([, translation]) => isJsonObject(translation));
  if (version === undefined || entries.length === 0 || entries.length > 100) return undefined;

  const translations = Object.create(null) as Record<string, PolicyTranslation>;
  for (const [language, translation] of entries) {
    if (!isJsonObject(translation) || !isName(language)) return undefined;
    const name = cleanText(translation["name"], 200);
    const link = linkOf(translation["url"], trust);
    if (name === undefined || link === undefined) return undefined;
    translations[language] = { name, ...link };
  }
  return { id, version, translations };
}

/** A link, or an address that is refused for nothing but its `http:`. */
function linkOf(text: unknown, trust: Trust | undefined) {
  const url = parseServerUrl(text, trust);
  if (url !== undefined) return { url };
  const address = parseServerUrl(text, "own");
  const secure = parseServerUrl(address?.replace(/^http:/, "https:"), trust);
  return address === undefined || secure === undefined ? undefined : { url: null, address };
}

function versionOf(given: unknown): string | undefined {
  if (given === undefined || given === null) return "";
  const text = typeof given === "number" ? String(given) : given;
  return isName(text) ? text : undefined;
}

/** An ID, a version or a language: short, and nothing unseen in it. */
function isName(text: unknown): text is string {
  return typeof text === "string" && cleanText(text, 255) === text;
}

/**
 * Lookup after RFC 4647, `_` as good as `-`: from the whole tag down to its language alone; where that
 * is not offered, any variety of the language.
 */
function lookUp(wanted: readonly string[], offered: readonly string[]): string | undefined {
  for (const language of wanted) {
    const subtags = fold(language).split("-");
    for (let length = subtags.length; length > 0; length--) {
      const range = subtags.slice(0, length).join("-");
      const found = offered.find((tag) => fold(tag) === range);
      if (found !== undefined) return found;
    }
    const variety = offered.find((tag) => fold(tag).startsWith(`${subtags[0] ?? ""}-`));
    if (variety !== undefined) return variety;
  }
  return undefined;
}

function fold(tag: string): string {
  return tag.replace(/_/g, "-").toLowerCase();
}
