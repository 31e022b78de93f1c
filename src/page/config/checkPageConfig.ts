import { discoverHomeserver } from "../../discovery/discoverHomeserver.js";
import type { Discovery, SignUpMethod } from "../../discovery/methods.js";
import type { Fetch } from "../../protocol/wire/request.js";
import { chooseHomeserver, homeserversOf } from "../homeserver/chooseHomeserver.js";
import words from "../locales/en.json" with { type: "json" };
import { type ConfigProblem, parsePageConfig } from "./pageConfig.js";

/** A line for the page's owner. */
export interface ConfigFinding {
  readonly level: "ok" | "warning" | "fault";
  /** A key of `config.json`, dotted, or a homeserver. */
  readonly about: string;
  readonly text: string;
}

/** Checks `config.json` key by key, and asks each homeserver in it what it offers. Makes no account. */
export async function checkPageConfig(
  json: unknown,
  options: { readonly fetch?: Fetch } = {},
): Promise<readonly ConfigFinding[]> {
  const parsed = parsePageConfig(json);
  if ("problems" in parsed) return checkConfigKeys(json);
  const { config } = parsed;
  const offers = homeserversOf(config).map(async (name): Promise<ConfigFinding> => {
    const choice = chooseHomeserver(config, name);
    if (!("use" in choice)) throw new TypeError(`"${name}" is not in its own list.`);
    const { homeserver, trust } = choice.use;
    const discovery = await discoverHomeserver(homeserver, { trust, ...options });
    return { about: name, ...offerOf(discovery) };
  });
  return [...checkConfigKeys(json), ...(await Promise.all(offers))];
}

/** Checks `config.json` key by key. */
export function checkConfigKeys(json: unknown): readonly ConfigFinding[] {
  const parsed = parsePageConfig(json);
  if ("problems" in parsed) return parsed.problems.map(faultOf);
  return parsed.leftOut.map((problem) => ({ ...faultOf(problem), level: "warning" }));
}

function faultOf({ key, reason }: ConfigProblem): ConfigFinding {
  const text = words[`config.${reason}`].replace("{key}", () => key);
  return { level: "fault", about: key, text };
}

function offerOf(discovery: Discovery): Omit<ConfigFinding, "about"> {
  if (discovery.status === "found") {
    const { methods, homeserver } = discovery;
    return { level: "ok", text: `${homeserver.baseUrl} ${methods.map(textOf).join("; ")}` };
  }
  const { reason, detail } = discovery;
  const said = detail?.text === undefined ? "" : ` It says: “${detail.text}”`;
  return { level: "fault", text: reasons[reason] + said };
}

const reasons = {
  closed: "makes no accounts.",
  unsupported: "makes accounts in no way that the page knows.",
  unreachable: "does not answer.",
  notMatrix: "is not a Matrix homeserver.",
  rateLimited: "answers no more questions for a while.",
} as const satisfies Record<(Discovery & { status: "unavailable" })["reason"], string>;

function textOf(method: SignUpMethod): string {
  switch (method.type) {
    case "uia":
      return `makes accounts by ${method.flows.map((stages) => stages.join(", ")).join(" or ")}`;
    case "oauth":
      return `has account pages at ${method.metadata.issuer}`;
    case "sso":
      return ["has single sign-on", ...method.providers.map(({ name }) => name)].join(", ");
  }
}
