import { NetworkError } from "../../../src/protocol/wire/errors.js";
import { RedirectError } from "../../../src/redirect/error.js";
import { beginSso } from "../../../src/redirect/sso/beginSso.js";
import { finishSso } from "../../../src/redirect/sso/finishSso.js";
import {
  begin,
  goThere,
  homeserver,
  memoryStorage,
  metadata,
  servers,
} from "../../redirect/oauth/servers.js";
import { type Reply, replyOf, responseOf } from "./replies.js";
import { discover } from "./signUp.js";

export { metadata };

const api = `${homeserver.baseUrl}/_matrix/client`;

/** What discovery offers where the account pages are described so. */
export async function offer(reply: Reply): Promise<string> {
  const unknown = replyOf(404, { errcode: "M_UNRECOGNIZED" });
  const said = await discover(
    homeserver.baseUrl,
    {
      [`${api}/v3/login`]: replyOf(200, { flows: [] }),
      [`${api}/v3/register`]: replyOf(403, { errcode: "M_FORBIDDEN" }),
      [`${api}/v1/auth_metadata`]: reply,
      [`${api}/unstable/org.matrix.msc2965/auth_metadata`]: unknown,
    },
    (url) => url.startsWith(`${api}/`),
  );
  return said.startsWith("found") ? "offered" : "not offered";
}

/** What becomes of going there. Nothing is kept and nobody else is asked unless one goes. */
export async function leave(reply: Reply): Promise<string> {
  const storage = memoryStorage();
  const both = servers({ "/_matrix/client/v1/auth_metadata": () => responseOf(reply) });
  const code = await codeOf(begin(both, { storage, trust: "any" }));
  if (code === "none") return "goes there";
  const isAlone = both.asked().every((path) => path.endsWith("/auth_metadata"));
  return isAlone && storage.length === 0 ? "stays" : `${code}, after ${both.asked().join()}`;
}

/** The issuer's description of itself, where it differs from the homeserver's words. */
export async function leaveByOwnWords(reply: Reply): Promise<string> {
  const both = servers({ "/.well-known/openid-configuration": () => responseOf(reply) });
  const code = await codeOf(begin(both, { storage: memoryStorage(), trust: "any" }));
  return code === "none" ? "goes there" : `refused: ${code}`;
}

/** The answer to the registration of the client. */
export async function register(reply: Reply): Promise<string> {
  const storage = memoryStorage();
  const both = servers({ "/register": () => responseOf(reply) });
  const code = await codeOf(begin(both, { storage, trust: "any" }));
  if (code === "none") return "goes there";
  return storage.length === 0 ? `refused: ${code}` : `${code}, and keeps something`;
}

/** The answer to the code. */
export async function exchange(reply: Reply): Promise<string> {
  const { finishing, since } = await goThere({ "/token": () => responseOf(reply) });
  const code = await codeOf(finishing);
  // A token that was read is given back, and used for nothing else.
  const others = since().filter(
    ({ url }) => ![metadata.token_endpoint, metadata.revocation_endpoint].includes(url),
  );
  return `${told(code)}${others.length > 0 && code !== "none" ? ", and asked on" : ""}`;
}

/** The answer to the question whose token it is; `device` stands for the device that was asked for. */
export async function own(answer: (device: string) => Reply): Promise<string> {
  let device = "";
  const { finishing, transaction, since } = await goThere({
    "/_matrix/client/v3/account/whoami": () => responseOf(answer(device)),
  });
  device = transaction.deviceId;
  const code = await codeOf(finishing);
  if (code === "none") return "account";
  const revoked = since().filter(({ url }) => url === metadata.revocation_endpoint).length;
  return `${told(code)}, ${revoked === 2 ? "tokens given back" : `${revoked} given back`}`;
}

/** Coming back from an account page by an address, in which `STATE` is the state. */
export async function comeBack(callback: string): Promise<string> {
  const { finishing, since } = await goThere(
    {},
    { callback: (state) => callback.replaceAll("STATE", state) },
  );
  const code = await codeOf(finishing);
  return `${told(code)}${since().length > 0 && code !== "none" ? ", and asked on" : ""}`;
}

/** Coming back from a sign-on by an address, in which `ID` is the transaction. */
export async function signedOn(query: string): Promise<string> {
  const storage = memoryStorage();
  const redirectUrl = "https://app.example.org/";
  const { url } = beginSso({ homeserver, redirectUrl, storage, trust: "listed" });
  const back = new URL(new URL(url).searchParams.get("redirectUrl") ?? "");
  const id = back.searchParams.get("sso_return") ?? "";
  const asked: string[] = [];
  const code = await codeOf(
    finishSso(`${redirectUrl}${query.replaceAll("ID", id)}`, {
      storage,
      fetch: async (address) => {
        asked.push(address);
        return responseOf(replyOf(403, { errcode: "M_FORBIDDEN" }));
      },
    }),
  );
  return `${told(code)}${asked.length > 0 ? ", and asked" : ""}`;
}

/** The answer to the login token. */
export async function logIn(reply: Reply): Promise<string> {
  const storage = memoryStorage();
  const redirectUrl = "https://app.example.org/";
  const { url } = beginSso({ homeserver, redirectUrl, storage, trust: "listed" });
  const back = new URL(new URL(url).searchParams.get("redirectUrl") ?? "");
  back.searchParams.set("loginToken", "t");
  return told(
    await codeOf(
      finishSso(back.href, {
        storage,
        fetch: async (address) => responseOf(address.endsWith("/login") ? reply : replyOf(200, {})),
      }),
    ),
  );
}

function told(code: string): string {
  return code === "none" ? "account" : `refused: ${code}`;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "none";
  } catch (error) {
    if (error instanceof RedirectError) return String(error.code);
    if (error instanceof NetworkError) return `network ${error.reason}`;
    throw error;
  }
}
