import type { UiaMethod } from "../../discovery/methods.js";
import { assertHomeserver } from "../../discovery/parseHomeserverInput.js";
import {
  isLongerThan,
  maxDeviceDisplayNameCodePoints,
  normalServerName,
  parseUserId,
} from "../../protocol/guards/identifiers.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Fetch } from "../../protocol/wire/request.js";
import type {
  AccountKind,
  Clock,
  Flow,
  Homeserver,
  OnDone,
  RegistrationEvent,
} from "../machine/types.js";

/** The part of `Storage` in which a registration is kept. */
export type ResumeStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface RegistrationOptions {
  /** From `discoverHomeserver()`, or written down. */
  readonly homeserver: Homeserver;
  /** The answer to discovery's probe, so that the form asks for all that is needed. Its session is not used. */
  readonly flows?: Pick<UiaMethod, "flows" | "params">;
  /** `guest`: every submission makes a guest account. Default `user`. */
  readonly kind?: AccountKind;
  /**
   * A guest account to be upgraded: the username is its localpart and cannot be changed. It counts at
   * the guest's own homeserver only; another one never gets the token.
   */
  readonly guest?: { readonly userId: string; readonly accessToken: string };
  /**
   * The device to be made. The default ID is random for each registration. With an ID of your own, the
   * homeserver may end that device's other sessions. Display name: 100 characters at most.
   */
  readonly device?: { readonly id?: string; readonly displayName?: string };
  /** Make the account, but no session. Default false. */
  readonly inhibitLogin?: boolean;
  /** Ask for a refresh token. Default false. */
  readonly refreshToken?: boolean;
  /** Auth types that can be rendered; default: those of this kit. */
  readonly supportedStages?: readonly string[];
  /**
   * Of `supportedStages` those whose answer the account form asks for (`AccountFields.stages`), so
   * that no screen of its own is needed. Not for the stages whose fields the form has anyway.
   */
  readonly formStages?: readonly string[];
  /**
   * Whether stages that cannot be rendered may be done on the homeserver's own page, in another
   * window. Default true.
   */
  readonly fallback?: boolean;
  /**
   * How the homeserver's own page is opened. `noopener`: by a plain link, which gives it no access to
   * our page. `opener`: in a window that can tell when it is finished, and could send our page
   * elsewhere; never under trust `any`. Default `noopener`.
   */
  readonly fallbackWindow?: "noopener" | "opener";
  /** The page that the link in the mail leads to. The homeserver adds `sid`. */
  readonly nextLink?: string;
  /**
   * Whether a reload restores the answers, except the password. A mail that was sent still counts.
   *
   * The form tells the answers with `keep()`. They are kept for 30 minutes in `storage`. Never
   * kept: password, tokens, UIA session. Default false.
   */
  readonly resume?: boolean;
  /** Default: the tab's `sessionStorage`. */
  readonly storage?: ResumeStorage;
  /** Picks among the flows that can be done; `undefined` leaves it to the kit. */
  readonly chooseFlow?: (flows: readonly Flow[]) => Flow | undefined;
  /** Default `any`, the strictest. */
  readonly trust?: Trust;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /**
   * Called once with the result. If it throws or rejects, `handover` is `failed` and can be repeated. The
   * second argument gives out the password, see `HandedOver`.
   */
  readonly onDone?: OnDone;
  /** Called for each event, without personal data or secrets. */
  readonly onEvent?: (event: RegistrationEvent) => void;
}

/**
 * The options of a registration that can be made.
 * @throws TypeError when the trust does not allow the homeserver's base URL
 * @throws RangeError when the device's display name has over 100 characters
 */
export function checkOptions(options: RegistrationOptions): RegistrationOptions {
  const { homeserver, trust = "any", device } = options;
  if (isLongerThan(device?.displayName ?? "", maxDeviceDisplayNameCodePoints)) {
    throw new RangeError(
      "The device's display name has over 100 characters; homeservers refuse it after they made the account. Shorten it.",
    );
  }
  assertHomeserver(homeserver, trust);
  return withOwnGuest(options);
}

/** The options without a guest of another homeserver, whose token must not be sent. */
function withOwnGuest(options: RegistrationOptions): RegistrationOptions {
  const { guest, ...rest } = options;
  const guestOf = guest && parseUserId(guest.userId)?.serverName;
  const here = options.homeserver.serverName;
  const isOwn =
    guestOf !== undefined &&
    here !== undefined &&
    normalServerName(guestOf) === normalServerName(here);
  return isOwn ? options : rest;
}
