import { type Callback, takeCallback } from "../../src/redirect/callback.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import type { FakeHomeserver } from "../../src/testing/index.js";

/** Signs on where `beginSso()` leads to; the address one is brought back to. */
async function signOnAt(fake: FakeHomeserver, url: string, username: string) {
  const redirectUrl = new URL(url).searchParams.get("redirectUrl") ?? "";
  const response = await fake.handle(
    new Request(`${fake.baseUrl}/_fake/sso/sign_on`, {
      method: "POST",
      body: new URLSearchParams({ username, redirectUrl }),
    }),
  );
  return response.headers.get("Location") ?? "";
}

/** What stands in the address of somebody who comes back there. */
export function callbackOf(href: string): Callback {
  const callback = takeCallback({ href }, { state: null, replaceState: () => undefined });
  if (callback === null) throw new Error("Nobody came back");
  return callback;
}

/** Somebody who signed on in this tab, and is back. */
export async function returnFromSso(fake: FakeHomeserver, username = "alice"): Promise<Callback> {
  const { baseUrl, serverName } = fake;
  const redirectUrl = "https://app.example.org/sign-up";
  const { url } = beginSso({ homeserver: { baseUrl, serverName }, redirectUrl, trust: "own" });
  return callbackOf(await signOnAt(fake, url, username));
}
