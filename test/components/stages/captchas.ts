import type {
  CaptchaProvider,
  CaptchaWidgetOptions,
} from "../../../src/components/stages/captcha/captchaProvider.js";

/** A captcha that does what it is told to, and keeps count. */
export function scriptedCaptcha(load: () => Promise<void> = () => Promise.resolve()) {
  const widgets: (CaptchaWidgetOptions & {
    readonly container: HTMLElement;
    resets: number;
    isThere: boolean;
  })[] = [];
  const provider: CaptchaProvider = {
    load,
    render(container, options) {
      const widget = { ...options, container, resets: 0, isThere: true };
      widgets.push(widget);
      container.textContent = "I am human";
      return {
        reset: () => {
          widget.resets += 1;
        },
        remove: () => {
          widget.isThere = false;
        },
      };
    },
  };
  /** The one widget that is on the page. */
  const widget = () => {
    const there = widgets.filter(({ isThere }) => isThere);
    const [one] = there;
    if (one === undefined || there.length !== 1) throw new Error(`${there.length} widgets`);
    return one;
  };
  return { provider, widget, widgets };
}

interface OnPage {
  hcaptcha?: {
    render: (container: HTMLElement, options: object) => string;
    reset: (widget: string) => void;
    remove: (widget: string) => void;
  };
  turnstile?: {
    render: (container: HTMLElement, options: object) => string;
    reset: (widget: string) => void;
    remove: (widget: string) => void;
  };
}
const onPage = globalThis as OnPage;

/** hCaptcha, served by some homeservers under reCAPTCHA's name: an example of another maker's. */
export const hcaptcha: CaptchaProvider = {
  load: ({ language, loadScript }) =>
    loadScript(`https://js.hcaptcha.com/1/api.js?render=explicit&hl=${language}`),
  render(container, { siteKey, theme, onAnswer, onExpired, onError }) {
    const id = onPage.hcaptcha!.render(container, {
      sitekey: siteKey,
      theme,
      callback: onAnswer,
      "expired-callback": onExpired,
      "error-callback": onError,
    });
    return {
      reset: () => onPage.hcaptcha?.reset(id),
      remove: () => onPage.hcaptcha?.remove(id),
    };
  },
};

/** Cloudflare's Turnstile, another example. */
export const turnstile: CaptchaProvider = {
  load: ({ loadScript }) =>
    loadScript("https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit"),
  render(container, { siteKey, theme, language, onAnswer, onExpired, onError }) {
    const id = onPage.turnstile!.render(container, {
      sitekey: siteKey,
      theme,
      language,
      callback: onAnswer,
      "expired-callback": onExpired,
      "error-callback": () => {
        onError();
        return true;
      },
    });
    return {
      reset: () => onPage.turnstile?.reset(id),
      remove: () => onPage.turnstile?.remove(id),
    };
  },
};
