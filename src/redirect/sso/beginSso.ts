import type { Homeserver } from "../../discovery/homeserver.js";
import {
  isDeviceId,
  isLongerThan,
  maxDeviceDisplayNameCodePoints,
  randomDeviceId,
} from "../../protocol/guards/identifiers.js";
import { parseServerUrl, type SafeUrl, type Trust } from "../../protocol/guards/safeUrl.js";
import { ssoRedirectUrl } from "../../protocol/guards/ssoRedirectUrl.js";
import { ssoReturnParameter } from "../callback.js";
import { SsoError } from "./ssoError.js";
import {
  keepSsoTransaction,
  randomTransactionId,
  type SsoStorage,
  tabStorage,
} from "./ssoTransactions.js";

export interface BeginSsoOptions {
  readonly homeserver: Homeserver;
  /**
   * The page that finishes, an absolute URL without a fragment. Homeservers show it to the person, and
   * bring nobody anywhere else; say nothing in it that is to be kept.
   */
  readonly redirectUrl: string;
  /** `id` of one of the way's `providers`. Left out: the homeserver chooses, or asks. */
  readonly providerId?: string | undefined;
  /** The device to sign in. Default: a random ID, and no name. */
  readonly device?:
    | { readonly id?: string | undefined; readonly displayName?: string | undefined }
    | undefined;
  /** Ask for a refresh token. Default false. */
  readonly refreshToken?: boolean | undefined;
  /** How far the homeserver is trusted. Default `any`. */
  readonly trust?: Trust | undefined;
  /** What outlives the way to the sign-on and back. Default: `sessionStorage`. */
  readonly storage?: SsoStorage | undefined;
  /** ms since the epoch. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * Begins to sign on: to be called when the person wants to go there, who then has to be brought to
 * `url`. Sends nothing; keeps in the storage what `finishSso()` needs, under an ID that comes back with
 * the person.
 * https://spec.matrix.org/v1.18/client-server-api/#client-login-via-sso
 * @throws SsoError `notTrusted`, `noStorage`
 * @throws TypeError, RangeError for a redirect URL or a device that cannot be used
 */
export function beginSso(options: BeginSsoOptions): { readonly url: SafeUrl } {
  const { homeserver, providerId, device = {}, refreshToken = false, trust = "any" } = options;
  const { storage = tabStorage(), now = Date.now } = options;
  const { id: deviceId = randomDeviceId(), displayName } = device;
  const redirectUrl = assertRedirectUrl(options.redirectUrl);
  assertDevice(deviceId, displayName);

  const id = randomTransactionId();
  redirectUrl.searchParams.delete("loginToken");
  redirectUrl.searchParams.set(ssoReturnParameter, id);
  const target = ssoRedirectUrl(homeserver.baseUrl, redirectUrl.href, providerId);
  const url = parseServerUrl(target, trust);
  if (url === undefined) throw new SsoError("notTrusted");

  keepSsoTransaction(storage, id, {
    at: now(),
    baseUrl: homeserver.baseUrl,
    serverName: homeserver.serverName,
    trust,
    deviceId,
    deviceDisplayName: displayName,
    refreshToken,
  });
  return { url };
}

function assertRedirectUrl(text: string): URL {
  const url = parseServerUrl(text, "own");
  if (url !== undefined && !url.includes("#")) return new URL(url);
  throw new TypeError(
    "The redirect URL cannot be used: it has to be an absolute https: URL without a fragment. Pass the address of the page that finishes the sign-on.",
  );
}

function assertDevice(id: string, displayName = ""): void {
  if (!isDeviceId(id)) {
    throw new TypeError(
      "The device ID cannot be used: it has to be 1 to 255 visible ASCII characters. Leave it out to be given one.",
    );
  }
  if (isLongerThan(displayName, maxDeviceDisplayNameCodePoints)) {
    throw new RangeError(
      `The device display name has more than ${maxDeviceDisplayNameCodePoints} code points. Shorten it.`,
    );
  }
}
