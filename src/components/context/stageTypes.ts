import type { ComponentType } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import type { AccountField, Problem } from "../../uia/machine/problems/problem.js";
import type { RegistrationActions } from "../../uia/machine/registration.js";
import type {
  Activity,
  FormStage,
  StageAnswer,
  StageInput,
  StageView,
} from "../../uia/machine/types.js";

/** The props of a stage's renderer. */
export interface StageRendererProps {
  readonly stage: StageView;
  /** Why the homeserver refused the last answer. */
  readonly problem: Problem | null;
  /** An answer is sent only while it is `idle`. */
  readonly activity: Activity;
  /** Sends the stage's keys of the auth dict, without `type` and `session`; `{}` where it has none. */
  readonly submit: (input: StageInput) => void;
  /** Asks whether the user did the stage elsewhere: by the link in the email, or on the homeserver's page. */
  readonly checkNow: () => void;
  /** Asks for another message, where the stage sends any. */
  readonly resend: () => void;
  /**
   * The homeserver's own page for the stage, for a plain link with `noopener noreferrer`. It holds
   * the UIA session: never keep it. `undefined` when there is none.
   */
  readonly fallbackUrl: () => string | undefined;
  /**
   * Call it when the user opens that page, so that the homeserver is polled from then on. `click`: by
   * a click on the link, which may open a window instead. `link`: some other way.
   */
  readonly openFallback: RegistrationActions["openFallback"];
  /** Returns to one answer: in the account form, or the address of this stage. */
  readonly changeAnswer: (field: AccountField) => void;
  readonly translator: Translator;
}

/** The props of a stage's fields in the account form. */
export interface StageFieldsRendererProps {
  /** The auth type, whether every flow asks for it, and its params. */
  readonly stage: FormStage;
  /** Why the answer is missing or was refused; to be tied to the inputs. */
  readonly problem: Problem | null;
  readonly translator: Translator;
}

/** How the user answers a stage in the account form, so that it needs no view of its own. */
export interface StageFieldsDefinition {
  /** The inputs, each with a `name` unique in the form. If it throws, the stage asks for itself. */
  readonly Renderer: ComponentType<StageFieldsRendererProps>;
  /**
   * The stage's keys of the auth dict, from the inputs by name; `undefined` when they hold no answer.
   * It is read when the form is sent, sent when the stage comes, and kept nowhere else.
   */
  readonly answer: (inputs: FormData) => StageAnswer | undefined;
}

/** A stage as the kit and `defineStage()` describe it. */
export interface StageDefinition {
  /** The auth type, as the homeserver spells it. */
  readonly type: string;
  /**
   * For the account form. The renderer still comes where the form did not ask, or where the
   * homeserver asks something else by then.
   */
  readonly fields?: StageFieldsDefinition | undefined;
  /** The name of the stage in the user's language: its heading, and in texts about it. */
  readonly label: (translator: Translator) => string;
  readonly Renderer: ComponentType<StageRendererProps>;
  /** Loads the renderer's code, once it is certain that the stage will come. */
  readonly preload?: (() => Promise<unknown>) | undefined;
}

/**
 * Option `captcha` of the root. A captcha in place needs sources in the page's
 * Content-Security-Policy. Without them the user does it on the homeserver's own page:
 *
 * - `script-src` and `frame-src`: `https://www.recaptcha.net` (or your `scriptHost`), and
 *   `https://www.gstatic.com` under `script-src`; a `nonce` serves for the first script alone;
 * - where Trusted Types are required, `trusted-types matrix-register-kit#captcha` and the policies
 *   that the maker's script makes for itself;
 * - `style-src 'unsafe-inline'`, as the widget sets styles on its elements.
 */
export interface CaptchaOptions {
  /**
   * The origin of reCAPTCHA's script. Default `https://www.recaptcha.net`, which more countries can
   * reach than `https://www.google.com`.
   */
  readonly scriptHost?: string | undefined;
  /** The nonce of the page's Content-Security-Policy, for the script. */
  readonly nonce?: string | undefined;
  /** Another maker's widget under the same auth type. Default reCAPTCHA v2. */
  readonly provider?: CaptchaProvider | undefined;
}

/**
 * A maker's captcha. The homeserver names the site key and nothing else: the app decides which script
 * runs.
 */
export interface CaptchaProvider {
  /**
   * Resolves when widgets can be rendered, and rejects when the script does not load. It is called
   * for each stage, also after a failure; `loadScript` loads an address once for a page.
   */
  load(options: {
    readonly scriptHost: string;
    /** BCP 47 tag. */
    readonly language: string;
    /** Adds a script to the page: with the nonce, and past Trusted Types. `https:` alone. */
    readonly loadScript: (url: string) => Promise<void>;
  }): Promise<void>;
  /** Puts a widget into an empty element of its own. */
  render(container: HTMLElement, options: CaptchaWidgetOptions): CaptchaWidget;
}

/** The settings and callbacks of a widget. */
export interface CaptchaWidgetOptions {
  readonly siteKey: string;
  /** The user solved it. The answer is valid for one use. */
  readonly onAnswer: (answer: string) => void;
  readonly onExpired: () => void;
  readonly onError: () => void;
  /** BCP 47 tag. */
  readonly language: string;
  readonly theme: "light" | "dark";
}

/** A captcha on the page. */
export interface CaptchaWidget {
  /** Forgets the answer and asks again. */
  reset(): void;
  /** Cleans up before its element is removed. */
  remove(): void;
}
