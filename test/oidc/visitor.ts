/** A browser of the plainest kind: cookies, redirects, forms. */
export function visitor() {
  const cookies = new Map<string, string>();

  /** Goes where redirects lead, until there is a page or an address elsewhere. */
  async function go(
    url: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ readonly url: string; readonly text: string }> {
    const { origin } = new URL(url);
    const response = await fetch(url, {
      redirect: "manual",
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get("Location");
    if (location === null) return { url, text: await response.text() };
    const next = new URL(location, url).href;
    return new URL(next).origin === origin ? go(next) : { url: next, text: "" };
  }

  return { go };
}
