import type {
  ComponentPropsWithoutRef,
  ComponentType,
  ElementType,
  ReactNode,
  RefAttributes,
} from "react";
import type { Discovery, MethodType } from "../../discovery/methods.js";
import type { Translate } from "../../locales/createTranslator.js";
import type { Locale, Messages } from "../../locales/locale.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Fetch } from "../../protocol/wire/request.js";
import type { Callback } from "../../redirect/callback.js";
import type { OAuthOptions } from "../../redirect/oauth/oauthOptions.js";
import type { RedirectOrigin } from "../../redirect/origin.js";
import type { Registration } from "../../uia/machine/registration.js";
import type { Clock, Homeserver } from "../../uia/machine/types.js";
import type { RegistrationOptions } from "../../uia/run/registrationOptions.js";
import type { CaptchaOptions, StageDefinition } from "./stageTypes.js";

/** The level of the headings. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** The initial values of the account form. */
export interface AccountDefaults {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  /** For the homeserver that it is given with: no other homeserver gets it. */
  readonly registrationToken?: string | undefined;
}

/** How easily a password is guessed. */
export type Strength = (typeof strengths)[number];

export const strengths = ["weak", "fair", "strong"] as const;

/**
 * Estimates how easily a password is guessed. `known` holds words that a guesser knows already, such
 * as the username. The result is advice: the homeserver decides what it accepts.
 */
export type EstimateStrength = (password: string, known: readonly string[]) => Promise<Strength>;

/**
 * The kind of a button or of a link. `primary` leads on, and `secondary` leads elsewhere. `link` has no box
 * of its own: it stands in a text, in an input, or below all others.
 */
export type ButtonKind = "primary" | "secondary" | "link";

/** The kind of a text: `small` is a hint, a status, a countdown. */
export type TextKind = "body" | "small";

/**
 * A component in place of a native element. It gets that element's attributes and a `ref`, and further
 * props of the kit's.
 */
export type ElementOf<
  Tag extends keyof HTMLElementTagNameMap & ElementType,
  Further = unknown,
> = ComponentType<
  ComponentPropsWithoutRef<Tag> & RefAttributes<HTMLElementTagNameMap[Tag]> & Further
>;

/**
 * A design system's components in place of native elements, in the form and in all stages. Each gets
 * the element's attributes, handlers, `data-part`, children and a `ref`. The `ref` has to lead to the
 * native element, which the form reads and focuses.
 */
export interface Elements {
  /** For text, in place of `input`. */
  readonly Input?: ElementOf<"input">;
  /**
   * For a password, with the button *Show password* as its children: for a system that has the button in
   * the field. Without it, the button stands after `Input`.
   */
  readonly PasswordInput?: ElementOf<"input">;
  /**
   * In place of `input type="checkbox"`, without its label: for policies, and with `role="switch"` for
   * the choice of a guest account.
   */
  readonly Checkbox?: ElementOf<"input">;
  /** In place of `select`; its `option`s are the children. */
  readonly Select?: ElementOf<"select">;
  /** In place of `button`. While it does nothing it has `aria-disabled`, and while it is busy `aria-busy`. */
  readonly Button?: ElementOf<"button", { readonly kind: ButtonKind }>;
  /** In place of `a`: a router's link, say. A `kind` other than `link` looks like a button. */
  readonly Link?: ElementOf<"a", { readonly kind: ButtonKind }>;
  /** In place of `label`: above an input by `htmlFor`, or around a checkbox and its text. */
  readonly Label?: ElementOf<"label">;
  /** In place of `legend`, the label of several inputs. */
  readonly Legend?: ElementOf<"legend">;
  /** In place of `p`. */
  readonly Text?: ElementOf<"p", { readonly kind: TextKind }>;
  /** In place of `h1` to `h6`. */
  readonly Heading?: ElementOf<"h2", { readonly level: HeadingLevel }>;
  /** In place of a `p` that tells a problem. Its `id` and `role` have screen readers tell it. */
  readonly Problem?: ElementOf<"p">;
}

/** A place for a picture beside words; never in place of them. */
export type IconName = "showPassword" | "hidePassword" | "problem" | "done";

/** Pictures by their place: inline SVG, an icon of your design system. */
export type Icons = Partial<Readonly<Record<IconName, ReactNode>>>;

/** The root's options besides where to make the account. */
export interface RootOptions {
  /** How far the homeserver is trusted. Default `listed`: your code names it. */
  readonly trust?: Trust | undefined;
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
  /** Called by *Sign in*, with the homeserver; `null` until it is found. */
  readonly onSignIn?: ((homeserver: Homeserver | null) => void) | undefined;
  /** The target of *Sign in*, if there is no `onSignIn`. */
  readonly signInUrl?: string | undefined;
  /**
   * The language: a locale, or BCP 47 tags in order of preference (`navigator.languages`). Of tags
   * the kit loads its best language. Default English.
   */
  readonly locale?: Locale | string | readonly string[] | undefined;
  /** Single texts in place of the locale's. */
  readonly messages?: Partial<Messages> | undefined;
  /**
   * Your own translations, in the first language of `locale`, which need not be one of the kit's. The
   * kit's texts replace what they lack.
   */
  readonly translate?: Translate | undefined;
  /** Stages of your own, by `defineStage()`. */
  readonly stages?: readonly StageDefinition[] | undefined;
  /**
   * For homeservers that ask for a captcha: the origin of its script, or another maker's. `false`: no
   * maker's script runs here, and the user does a captcha on the homeserver's own page.
   */
  readonly captcha?: CaptchaOptions | false | undefined;
  /** Whether to offer guest accounts. Default false: the kit cannot know whether a homeserver allows them. */
  readonly guests?: boolean | undefined;
  /** The initial values of the account form. */
  readonly defaultValues?: AccountDefaults | undefined;
  /** Level of the headings, 1 to 6. Default 2. */
  readonly headingLevel?: HeadingLevel | undefined;
  /** Estimates the strength of a password; `/password-strength` of the package has one. Default none. */
  readonly estimateStrength?: EstimateStrength | undefined;
  /** Components of your design system in place of native elements. Default none. */
  readonly elements?: Elements | undefined;
  /**
   * The result of `takeCallback()`: the root then signs in the user who came back, and asks the
   * homeserver nothing else. `null`: the user did not come back.
   */
  readonly callback?: Callback | null | undefined;
  /**
   * Called by *Start again* after a return, with the homeserver and the username of the redirect where
   * they are known. Default: the root begins with `homeserver`, and calls `onHomeserverChange` where
   * the user had chosen another.
   */
  readonly onStartAgain?: ((origin: RedirectOrigin | null) => void) | undefined;
  /**
   * The address to return to after a redirect (OAuth's redirect URI): an absolute URL without a
   * fragment. Default: this page, without its query and fragment.
   */
  readonly returnUrl?: string | undefined;
  /**
   * For homeservers with an account page: what that page is told about the client, and how the browser
   * is sent there (default `location.assign`).
   */
  readonly oauth?:
    | (Partial<Pick<OAuthOptions, "client" | "issuers" | "loginHint" | "languages">> & {
        readonly navigate?: ((url: string) => void) | undefined;
      })
    | undefined;
  /** How the browser is sent to a single sign-on (default `location.assign`). */
  readonly sso?: { readonly navigate?: ((url: string) => void) | undefined } | undefined;
  /** The methods to offer, where the homeserver has them. Default all: `["uia", "oauth", "sso"]`. */
  readonly methods?: readonly MethodType[] | undefined;
  /**
   * The answer of `discoverHomeserver()` under the same trust, where the app has it already. The homeserver is not
   * asked again. It counts for that homeserver only.
   */
  readonly discovery?: Discovery | undefined;
  /** Whether to load pictures of identity providers from the homeserver. Default: unless trust is `any`. */
  readonly providerIcons?: boolean | undefined;
  /** The choices of the `HomeserverField`: server names or base URLs. */
  readonly homeservers?: readonly string[] | undefined;
  /** Whether the user may name any other homeserver. Default false. */
  readonly allowAnyHomeserver?: boolean | undefined;
  /**
   * Called when the user chooses another homeserver: pass it as `homeserver`, with `trust: "any"`
   * unless it is one of yours. Without this there is no choice.
   */
  readonly onHomeserverChange?: ((homeserver: string) => void) | undefined;
  /** Pictures beside words. Default none; the card has its own. */
  readonly icons?: Icons | undefined;
}

/** How to make the account; read when the registration begins, but for the callbacks. */
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

/** The props of the root. */
export type RootProps = SectionProps &
  (
    | (RegistrationRootOptions & { readonly registration?: undefined })
    /** Your own registration, by `createRegistration()`. */
    | ({ readonly registration: Registration } & Partial<
        Record<keyof RegistrationRootOptions, undefined>
      >)
  );

/** The props of the root's element, and its options besides where to make the account. */
export type SectionProps = Omit<
  ComponentPropsWithoutRef<"section">,
  keyof RootOptions | keyof RegistrationRootOptions
> &
  RootOptions;
