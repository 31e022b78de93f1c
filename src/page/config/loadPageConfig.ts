import { type ConfigProblem, type PageConfig, parsePageConfig } from "./pageConfig.js";

export type LoadedConfig =
  | { readonly config: PageConfig }
  | { readonly problems: readonly ConfigProblem[] }
  /** There is none, or it is no JSON. */
  | { readonly unreadable: true };

/** Fetches and checks `config.json` beside the page. */
export async function loadPageConfig(
  send: (url: string, init: RequestInit) => Promise<Response> = (url, init) => fetch(url, init),
): Promise<LoadedConfig> {
  try {
    const response = await send("config.json", { cache: "no-cache", credentials: "omit" });
    if (!response.ok) return { unreadable: true };
    return parsePageConfig(await response.json());
  } catch {
    return { unreadable: true };
  }
}
