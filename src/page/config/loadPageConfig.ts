import { type ParsedConfig, parsePageConfig } from "./pageConfig.js";

export type LoadedConfig =
  | ParsedConfig
  /** There is none, or it is no JSON. */
  | { readonly unreadable: true };

/** Fetches and checks `config.json` beside the page. What is left out is told on the console. */
export async function loadPageConfig(
  send: (url: string, init: RequestInit) => Promise<Response> = (url, init) => fetch(url, init),
): Promise<LoadedConfig> {
  try {
    const response = await send("config.json", {
      cache: "no-cache",
      // The page may lie behind a sign-in of its host.
      credentials: "same-origin",
    });
    if (!response.ok) return { unreadable: true };
    const parsed = parsePageConfig(await response.json());
    for (const { key, reason } of "leftOut" in parsed ? parsed.leftOut : []) {
      const fault = reason === "unknown" ? "is not known" : "has a value that cannot be used";
      // oxlint-disable-next-line no-console -- Only the page's owner can mend it.
      console.warn(`config.json: “${key}” ${fault}, and is left out.`);
    }
    return parsed;
  } catch {
    return { unreadable: true };
  }
}
