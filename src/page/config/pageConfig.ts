import * as v from "valibot";
import { parseHomeserverInput, spellingOf } from "../../discovery/parseHomeserverInput.js";
import { isServerName } from "../../protocol/guards/identifiers.js";
import { parseServerUrl, type SafeUrl, type Trust } from "../../protocol/guards/safeUrl.js";

/** The checked content of `config.json` beside the page. */
export interface PageConfig {
  /** Server name or base URL of the homeserver to make accounts on. */
  readonly homeserver?: string | undefined;
  /** The name in user IDs, where `homeserver` is a base URL. */
  readonly serverName?: string | undefined;
  /** More to choose from. */
  readonly homeservers: readonly string[];
  /** Whether a visitor may name any homeserver. Default false. */
  readonly allowAnyHomeserver: boolean;
  /** How far the homeservers named here are trusted. Default `"listed"`. */
  readonly trust: Trust;
  readonly brand: {
    readonly name?: string | undefined;
    /** Path of an image beside the page. */
    readonly logo?: string | undefined;
    /** `#rrggbb`, also where the file has `#rgb`. */
    readonly accent?: string | undefined;
  };
  /** Where to go with the new account. */
  readonly clients: readonly { readonly name: string; readonly url: SafeUrl }[];
  /** Where to find an app, if `clients` names none. Default: the list of the Matrix.org Foundation. */
  readonly appsUrl: SafeUrl;
  readonly signInUrl?: SafeUrl | undefined;
  readonly deviceDisplayName?: string | undefined;
  /** ID of the page as a client of the account page of `homeserver`. Default: it registers itself. */
  readonly oauthClientId?: string | undefined;
  /** BCP 47 tag of the page's language. Default: the visitor's. */
  readonly lang?: string | undefined;
}

/** A key of `config.json`, dotted (`clients.0.url`), and what is wrong with it. */
export interface ConfigProblem {
  readonly key: string;
  readonly reason: ConfigProblemReason;
}

export type ConfigProblemReason = (typeof reasons)[number];

const reasons = [
  "unknown",
  "missing",
  "notAnObject",
  "notAList",
  "notText",
  "notTrueOrFalse",
  "notAHomeserver",
  "notAServerName",
  "withoutBaseUrl",
  "notTrust",
  "notAPath",
  "notAColour",
  "notALink",
  "notALanguage",
  "tooLong",
] as const;

export type ParsedConfig =
  /** Left out are unknown keys, and wrong values of keys that only decorate. */
  | { readonly config: PageConfig; readonly leftOut: readonly ConfigProblem[] }
  | { readonly problems: readonly ConfigProblem[] };

/** Keys that change neither where an account is made nor where a visitor is sent. */
const decorating = ["brand", "deviceDisplayName", "lang"];

/** Checks what stands in `config.json`: all that is wrong with it, or what it says. */
export function parsePageConfig(json: unknown): ParsedConfig {
  // Beside another fault an unknown key may be the cause: it is misspelt.
  const unknown = findUnknownKeys(json, known).map((key) => ({ key, reason: "unknown" }) as const);
  const first = check(json);
  const wrong = first.success ? [] : first.issues.map(problemOf);
  const leftOut = [...unknown, ...wrong.filter(({ key }) => decorates(key))];
  const result = first.success ? first : check(without(json, leftOut));
  if (!result.success) return { problems: [...unknown, ...wrong] };
  const { output } = result;
  const { trust } = output;
  const problems: ConfigProblem[] = [];
  const guarded = (key: string, url: string): SafeUrl => {
    const safe = parseServerUrl(url, trust);
    if (safe === undefined) problems.push({ key, reason: "notALink" });
    return safe ?? ("" as SafeUrl);
  };

  const { homeserver, serverName, homeservers, signInUrl } = output;
  const named = [
    ...(homeserver === undefined ? [] : [["homeserver", homeserver] as const]),
    ...homeservers.map((each, index) => [`homeservers.${index}`, each] as const),
  ];
  const spelled = (input: string): string => {
    const homeserverInput = parseHomeserverInput(input, trust);
    return homeserverInput === undefined ? input : spellingOf(homeserverInput);
  };
  for (const [key, input] of named) {
    if (parseHomeserverInput(input, trust) === undefined) {
      problems.push({ key, reason: "notAHomeserver" });
    }
  }
  if (named.length === 0 && !output.allowAnyHomeserver) {
    problems.push({ key: "homeserver", reason: "missing" });
  }
  if (serverName !== undefined && !/^https?:/i.test(spelled(homeserver ?? ""))) {
    problems.push({ key: "serverName", reason: "withoutBaseUrl" });
  }
  if (output.oauthClientId !== undefined && homeserver === undefined) {
    problems.push({ key: "homeserver", reason: "missing" });
  }
  const config: PageConfig = {
    ...output,
    homeserver: homeserver === undefined ? undefined : spelled(homeserver),
    homeservers: homeservers.map(spelled),
    clients: output.clients.map(({ name, url }, index) => ({
      name,
      url: guarded(`clients.${index}.url`, url),
    })),
    appsUrl: guarded("appsUrl", output.appsUrl),
    signInUrl: signInUrl === undefined ? undefined : guarded("signInUrl", signInUrl),
  };
  return problems.length === 0 ? { config, leftOut } : { problems: [...leftOut, ...problems] };
}

function check(json: unknown) {
  // One message for a value: an empty one needs no second.
  return v.safeParse(schema, json, { abortPipeEarly: true });
}

function decorates(key: string): boolean {
  return decorating.some((each) => key === each || key.startsWith(`${each}.`));
}

/** A copy without these keys. */
function without(json: unknown, keys: readonly ConfigProblem[]): unknown {
  const dotted = new Set(keys.map(({ key }) => key));
  const copy = (value: unknown, path: string): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !dotted.has(path + key))
            .map(([key, inner]) => [key, copy(inner, `${path}${key}.`)]),
        );
  return copy(json, "");
}

const text = v.pipe(
  v.string("notText"),
  v.check((value) => value.trim() !== "", "missing"),
  v.maxLength(2048, "tooLong"),
);

function textThat(holds: (value: string) => boolean, reason: ConfigProblemReason) {
  return v.pipe(text, v.check(holds, reason));
}

/** An object that is no list. */
function objectOf<const Entries extends v.ObjectEntries>(entries: Entries) {
  const noList = v.custom<object>((value) => !Array.isArray(value), "notAnObject");
  return v.pipe(noList, v.object(entries, "notAnObject"));
}

const colour = v.pipe(
  textThat((value) => /^#([0-9a-f]{3}){1,2}$/i.test(value), "notAColour"),
  v.transform((value) => (value.length === 4 ? value.replace(/[^#]/g, "$&$&") : value)),
);

const brandEntries = {
  name: v.optional(text),
  logo: v.optional(textThat(isPathBeside, "notAPath")),
  accent: v.optional(colour),
};

const clientEntries = { name: text, url: text };

const entries = {
  homeserver: v.optional(text),
  serverName: v.optional(textThat(isServerName, "notAServerName")),
  homeservers: v.optional(v.array(text, "notAList"), []),
  allowAnyHomeserver: v.optional(v.boolean("notTrueOrFalse"), false),
  trust: v.optional(v.picklist(["any", "listed", "own"], "notTrust"), "listed"),
  brand: v.optional(objectOf(brandEntries), {}),
  clients: v.optional(v.array(objectOf(clientEntries), "notAList"), []),
  appsUrl: v.optional(text, "https://matrix.org/ecosystem/clients/"),
  signInUrl: v.optional(text),
  oauthClientId: v.optional(v.pipe(text, v.maxLength(512, "tooLong"))),
  deviceDisplayName: v.optional(v.pipe(text, v.maxLength(100, "tooLong"))),
  lang: v.optional(textThat(isLanguageTag, "notALanguage")),
};

const schema = objectOf(entries);

/** The keys of an object; for each, the keys of the objects that it holds. `*` is any item of a list. */
interface KnownKeys {
  readonly [key: string]: KnownKeys;
}

const known: KnownKeys = {
  ...keysOf(entries),
  // Names the schema for an editor.
  $schema: {},
  brand: keysOf(brandEntries),
  clients: { "*": keysOf(clientEntries) },
};

function keysOf(all: object): KnownKeys {
  return Object.fromEntries(Object.keys(all).map((key) => [key, {}]));
}

/** The keys that mean nothing, dotted. A value whose kind is another is told by the schema. */
function findUnknownKeys(json: unknown, keys: KnownKeys): readonly string[] {
  if (typeof json !== "object" || json === null) return [];
  const { "*": inList } = keys;
  if ((inList !== undefined) !== Array.isArray(json)) return [];
  return Object.entries(json).flatMap(([key, value]) => {
    const inside = inList ?? (Object.hasOwn(keys, key) ? keys[key] : undefined);
    if (inside === undefined) return [key];
    if (Object.keys(inside).length === 0) return [];
    return findUnknownKeys(value, inside).map((each) => `${key}.${each}`);
  });
}

type SchemaIssue = v.InferIssue<typeof schema>;

function problemOf(issue: SchemaIssue): ConfigProblem {
  const key = v.getDotPath(issue) ?? "config.json";
  if (issue.received === "undefined" && issue.path !== undefined) return { key, reason: "missing" };
  return { key, reason: reasons.find((reason) => reason === issue.message) ?? "unknown" };
}

/** A relative path: the page's Content-Security-Policy shows no image of another host. */
function isPathBeside(path: string): boolean {
  return /^(?!\/\/)[\w./~%-]+$/.test(path);
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    // A browser that cannot tell refuses no tag.
    return !(error instanceof RangeError);
  }
}
