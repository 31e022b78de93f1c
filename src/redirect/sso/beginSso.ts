import type { Homeserver } from "../../discovery/homeserver.js";
import { assertHomeserver } from "../../discovery/parseHomeserverInput.js";
import { isDeviceId, randomDeviceId } from "../../protocol/guards/generatedIds.js";
import { isLongerThan, maxDeviceDisplayNameCodePoints } from "../../protocol/guards/identifiers.js";
import { parseServerUrl, type SafeUrl, type Trust } from "../../protocol/guards/safeUrl.js";
import { ssoRedirectUrl } from "../../protocol/guards/ssoRedirectUrl.js";
import { type TabStorage, tabStorage } from "../../uia/browser/tabStorage.js";
import { ssoReturnParameter } from "../callback.js";
import { RedirectError } from "../error.js";
import { ssoTransactions } from "./ssoTransactions.js";

export interface BeginSsoOptions {
  readonly homeserver: Homeserver;
  /**
   * The page that finishes: an absolute URL without a fragment. Homeservers show it to the user, so
   * nothing in it may be secret.
   */
  readonly redirectUrl: string;
  /** `id` of one of the method's `providers`. Default: the homeserver chooses, or asks. */
  readonly providerId?: string | undefined;
  /** The device to sign in. Default: a random ID, and no name. */
  readonly device?:
    | { readonly id?: string | undefined; readonly displayName?: string | undefined }
    | undefined;
  /** Ask for a refresh token. Default false. */
  readonly refreshToken?: boolean | undefined;
  /** How far the homeserver is trusted. Default `any`. */
  readonly trust?: Trust | undefined;
  /**
   * Whether the user has confirmed a warning: this homeserver could use the account they have at another
   * one. Required under trust `any`, since a login token does not tell its homeserver.
   */
  readonly isConfirmed?: boolean | undefined;
  /** Storage that outlives the redirect. Default: `sessionStorage`. */
  readonly storage?: TabStorage | undefined;
  /** ms since the epoch. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * Begins to sign on. The app calls it when the user wants to go there, and then brings them to `url`.
 * Sends nothing. Keeps in the storage what `finishSso()` needs, under an ID that comes back with the
 * user.
 * https://spec.matrix.org/v1.18/client-server-api/#client-login-via-sso
 * @throws RedirectError `notTrusted`, `noStorage`
 * @throws TypeError for a base URL, a redirect URL or a device ID that cannot be used
 * @throws TypeError under trust `any` without `isConfirmed`
 * @throws RangeError for a display name that is too long
 */
export function beginSso(options: BeginSsoOptions): { readonly url: SafeUrl } {
  const { homeserver, providerId, device = {}, refreshToken = false, trust = "any" } = options;
  const { storage = tabStorage(), now = Date.now } = options;
  const { id: deviceId = randomDeviceId(), displayName } = device;
  assertHomeserver(homeserver, trust);
  assertConfirmed(trust, options.isConfirmed);
  const redirectUrl = assertRedirectUrl(options.redirectUrl);
  assertDevice(deviceId, displayName);

  const id = randomTransactionId();
  redirectUrl.searchParams.delete("loginToken");
  redirectUrl.searchParams.set(ssoReturnParameter, id);
  const target = ssoRedirectUrl(homeserver.baseUrl, redirectUrl.href, providerId);
  const url = parseServerUrl(target, trust);
  if (url === undefined) throw new RedirectError("notTrusted");

  ssoTransactions.keep(storage, id, {
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

/** 128 random bits in hexadecimal. */
function randomTransactionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function assertConfirmed(trust: Trust, isConfirmed = false): void {
  if (trust !== "any" || isConfirmed) return;
  throw new TypeError(
    "Single sign-on is not safe at a homeserver that the user may have typed: it could use the account they have at another one. Tell them, and pass isConfirmed once they want to go on.",
  );
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
