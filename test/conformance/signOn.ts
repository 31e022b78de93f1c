import type { Homeserver } from "./homeserver.js";

/** Signs on as a browser does, with its cookies; resolves to the address one is brought back to. */
export async function signOn(
  homeserver: Homeserver,
  username: string,
  redirectUrl: string,
): Promise<string> {
  const cookies = new Map<string, string>();
  const base = homeserver.baseUrl();
  const query = new URLSearchParams({ redirectUrl, action: "register" }).toString();
  let url = `${base}/_matrix/client/v3/login/sso/redirect/oidc-example?${query}`;
  let form: URLSearchParams | undefined;
  for (let hop = 0; hop < 20; hop += 1) {
    const response = await go(url, form);
    const location = response.headers.get("Location");
    if (location !== null) {
      [url, form] = [new URL(location, url).href, undefined];
      if (new URL(url).origin === new URL(redirectUrl).origin) return url;
      continue;
    }
    const page = await response.text();
    const link = /<a href="([^"]*loginToken[^"]*)"/.exec(page)?.[1];
    if (link !== undefined) return unescaped(link);
    if (!page.includes('name="username"')) throw new Error(`${url}: ${page.slice(0, 500)}`);
    const action = /<form [^>]*action="([^"]*)"/.exec(page)?.[1];
    const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    form = new URLSearchParams(
      hidden.map(([, name, value]) => [name ?? "", unescaped(value ?? "")]),
    );
    form.set("username", username);
    if (action !== undefined) url = new URL(unescaped(action), url).href;
  }
  throw new Error("Too many redirects");

  async function go(to: string, sent: URLSearchParams | undefined): Promise<Response> {
    const init: RequestInit = {
      redirect: "manual",
      headers: { Cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(sent && { method: "POST", body: sent }),
    };
    const response = to.startsWith(`${base}/`)
      ? await homeserver.fetch(to.slice(base.length), init)
      : await fetch(to, init);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]*)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  }
}

function unescaped(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&amp;", "&");
}
