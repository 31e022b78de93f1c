import type { ComponentPropsWithoutRef } from "react";
import type { MethodType } from "../../discovery/methods.js";
import type { Translate } from "../../locales/createTranslator.js";
import type { Locale, Messages } from "../../locales/locale.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Fetch } from "../../protocol/wire/request.js";
import type { Callback } from "../../redirect/callback.js";
import type { OAuthOptions } from "../../redirect/oauth/oauthOptions.js";
import type { RedirectOrigin } from "../../redirect/origin.js";
import type { Clock, Homeserver, Registration } from "../../uia/machine/types.js";
import type { RegistrationOptions } from "../../uia/run/registrationOptions.js";
import type { EstimateStrength } from "../form/PasswordStrength.js";
import type { CaptchaOptions } from "../stages/captcha/captchaProvider.js";
import type { StageDefinition } from "../stages/defineStage.js";
import type { Elements } from "../ui/Elements.js";
import type { Icons } from "../ui/Icon.js";
import type { AccountDefaults, HeadingLevel } from "./RootContext.js";

/** What the root needs besides where to make the account. */
export interface RootOptions {
  /** How far the homeserver is trusted. Default `listed`: you named it in your code. */
  readonly trust?: Trust | undefined;
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
  /** Called by *Sign in*, with the homeserver; `null` while that is not known. */
  readonly onSignIn?: ((homeserver: Homeserver | null) => void) | undefined;
  /** Where *Sign in* leads, if there is no `onSignIn`. */
  readonly signInUrl?: string | undefined;
  /**
   * The language: a locale, or a BCP 47 tag or several in order of preference (`navigator.languages`),
   * for which the best of the kit's languages is loaded. Default English.
   */
  readonly locale?: Locale | string | readonly string[] | undefined;
  /** Single texts in place of the locale's. */
  readonly messages?: Partial<Messages> | undefined;
  /**
   * Your own translations, in the first language of `locale`, which need not be one of the kit's. What
   * they lack is said in the kit's words.
   */
  readonly translate?: Translate | undefined;
  /** Stages of your own, by `defineStage()`. */
  readonly stages?: readonly StageDefinition[] | undefined;
  /**
   * For homeservers that ask for a captcha: where its script comes from, or another maker's. `false`:
   * no script of a maker runs here, and a captcha is done on the homeserver's own page.
   */
  readonly captcha?: CaptchaOptions | false | undefined;
  /** Whether guest accounts are offered. Default false: whether a homeserver allows them cannot be known. */
  readonly guests?: boolean | undefined;
  /** What the account form begins with. */
  readonly defaultValues?: AccountDefaults | undefined;
  /** Level of the headings, 1 to 6. Default 2. */
  readonly headingLevel?: HeadingLevel | undefined;
  /** Says how strong a password is, as advice; `/password-strength` of the package has one. Default none. */
  readonly estimateStrength?: EstimateStrength | undefined;
  /** Components of your design system in place of native elements. Default none. */
  readonly elements?: Elements | undefined;
  /**
   * What `takeCallback()` took out of the address: the root signs in who came back from a sign-on, and
   * asks the homeserver nothing else. `null`: nobody did.
   */
  readonly callback?: Callback | null | undefined;
  /**
   * What *Start again* does for somebody who came back; it is told for which homeserver they had left,
   * and with which username, where that is known. Default: the root begins with `homeserver`, and calls
   * `onHomeserverChange` where they had chosen another.
   */
  readonly onStartAgain?: ((origin: RedirectOrigin | null) => void) | undefined;
  /**
   * Where people come back to after a sign-on, or from an account page (its redirect URI): an absolute
   * URL without a fragment. Default: this page, without its query and fragment.
   */
  readonly returnUrl?: string | undefined;
  /**
   * For homeservers that make accounts on pages of their own: what those are told about the client,
   * and how the person is brought there (default `location.assign`).
   */
  readonly oauth?:
    | (Partial<Pick<OAuthOptions, "client" | "issuers" | "loginHint" | "languages">> & {
        readonly navigate?: ((url: string) => void) | undefined;
      })
    | undefined;
  /** How the person is brought to a sign-on (default `location.assign`). */
  readonly sso?: { readonly navigate?: ((url: string) => void) | undefined } | undefined;
  /** The methods to offer, where the homeserver has them. Default all: `["uia", "oauth", "sso"]`. */
  readonly methods?: readonly MethodType[] | undefined;
  /** Whether pictures of whom one can sign on with are loaded from the homeserver. Default: unless it is trusted `any`. */
  readonly providerIcons?: boolean | undefined;
  /** Those to choose from in the `HomeserverField`: server names or base URLs. */
  readonly homeservers?: readonly string[] | undefined;
  /** Whether the person may name any other. Default false. */
  readonly allowAnyHomeserver?: boolean | undefined;
  /**
   * The person chose another homeserver: give it as `homeserver`, with `trust: "any"` unless it is one
   * of yours. Without this there is no choice.
   */
  readonly onHomeserverChange?: ((homeserver: string) => void) | undefined;
  /** Pictures beside words. Default none; the card has its own. */
  readonly icons?: Icons | undefined;
}

/** How to make the account; read when the run begins, but for the callbacks. */
export type RegistrationSettings = {
  readonly [Option in
    | "onDone"
    | "onEvent"
    | "device"
    | "inhibitLogin"
    | "resume"
    | "fallbackWindow"
    | "nextLink"
    | "refreshToken"
    | "chooseFlow"
    | "guest"]?: RegistrationOptions[Option] | undefined;
};

/** Where to make the account, and how. */
export interface RegistrationRootOptions extends RegistrationSettings {
  /** Server name, user ID or base URL; or a homeserver already found. */
  readonly homeserver: string | Homeserver;
}

export type RootProps = SectionProps &
  (
    | (RegistrationRootOptions & { readonly registration?: undefined })
    /** A run of your own, by `createRegistration()`. */
    | ({ readonly registration: Registration } & Partial<
        Record<keyof RegistrationRootOptions, undefined>
      >)
  );

/** Props of the root's element, and what it needs besides where to make the account. */
export type SectionProps = Omit<
  ComponentPropsWithoutRef<"section">,
  keyof RootOptions | keyof RegistrationRootOptions
> &
  RootOptions;

/** The props that say how to make the account, and those that are none of {@link RegistrationRootOptions}. */
export function splitRegistrationOptions<
  Props extends RegistrationSettings & {
    readonly homeserver?: RegistrationRootOptions["homeserver"] | undefined;
  },
>(props: Props) {
  const { homeserver: _homeserver, onDone, onEvent, device, inhibitLogin, ...others } = props;
  const { resume, fallbackWindow, nextLink, refreshToken, chooseFlow, guest, ...rest } = others;
  const runOptions: RegistrationSettings = {
    onDone,
    onEvent,
    device,
    inhibitLogin,
    resume,
    fallbackWindow,
    nextLink,
    refreshToken,
    chooseFlow,
    guest,
  };
  return { runOptions, rest };
}
