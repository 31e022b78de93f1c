/**
 * Option `captcha` of the root. A captcha in place asks something of the page's
 * Content-Security-Policy; where it is not given, the homeserver's own page stays the way:
 *
 * - `script-src` and `frame-src`: `https://www.recaptcha.net` (or your `scriptHost`), and
 *   `https://www.gstatic.com` under `script-src`; a `nonce` serves for the first script alone;
 * - where Trusted Types are required, `trusted-types matrix-register-kit#captcha` and the policies
 *   that the maker's script makes for itself;
 * - `style-src 'unsafe-inline'`, as the widget sets styles on its elements.
 */
export interface CaptchaOptions {
  /**
   * Where reCAPTCHA's script comes from. Default `https://www.recaptcha.net`, which is reached from
   * more countries than `https://www.google.com`.
   */
  readonly scriptHost?: string | undefined;
  /** Of the page's Content-Security-Policy, for the script. */
  readonly nonce?: string | undefined;
  /** Another maker's widget under the same auth type. Default reCAPTCHA v2. */
  readonly provider?: CaptchaProvider | undefined;
}

/**
 * A captcha as its maker offers it. The homeserver names the site key and nothing else: which script
 * runs is for the page to say.
 */
export interface CaptchaProvider {
  /**
   * Resolves when widgets can be rendered, and rejects when the script does not come. It is called
   * for each stage, also after a failure; `loadScript` loads the same address once for a page.
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

export interface CaptchaWidgetOptions {
  readonly siteKey: string;
  /** The person solved it. The answer is good for one use. */
  readonly onAnswer: (answer: string) => void;
  readonly onExpired: () => void;
  readonly onError: () => void;
  /** BCP 47 tag. */
  readonly language: string;
  readonly theme: "light" | "dark";
}

export interface CaptchaWidget {
  /** Forgets the answer and asks anew. */
  reset(): void;
  /** Its element is about to go. */
  remove(): void;
}
