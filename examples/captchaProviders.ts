import type { CaptchaProvider } from "matrix-register-kit";

/** What both makers' scripts leave on the page. */
interface Api {
  render(container: HTMLElement, options: Readonly<Record<string, unknown>>): string | undefined;
  reset(widget: string): void;
  remove(widget: string): void;
}
const page = globalThis as { hcaptcha?: Api; turnstile?: Api; hcaptchaIsThere?: () => void };

/**
 * hCaptcha, which some homeservers serve under reCAPTCHA's name. Its script calls back when widgets
 * can be rendered, and is told not to pose as reCAPTCHA.
 * https://docs.hcaptcha.com/configuration
 */
export const hcaptcha: CaptchaProvider = {
  async load({ language, loadScript }) {
    if (page.hcaptcha !== undefined) return;
    const isThere = new Promise<void>((resolve) => {
      page.hcaptchaIsThere = resolve;
    });
    const settings = `render=explicit&recaptchacompat=off&hl=${language}&onload=hcaptchaIsThere`;
    await loadScript(`https://js.hcaptcha.com/1/api.js?${settings}`);
    await isThere;
  },
  render: (container, { siteKey, theme, onAnswer, onExpired, onError }) =>
    widgetOf(page.hcaptcha, container, {
      sitekey: siteKey,
      theme,
      callback: onAnswer,
      "expired-callback": onExpired,
      "error-callback": onError,
    }),
};

/**
 * Cloudflare's Turnstile.
 * https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/
 */
export const turnstile: CaptchaProvider = {
  load: ({ loadScript }) =>
    loadScript("https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit"),
  render: (container, { siteKey, theme, language, onAnswer, onExpired, onError }) =>
    widgetOf(page.turnstile, container, {
      sitekey: siteKey,
      theme,
      language,
      callback: onAnswer,
      "expired-callback": onExpired,
      "error-callback": () => {
        onError();
        // Handled: it need not log it.
        return true;
      },
    }),
};

function widgetOf(
  api: Api | undefined,
  container: HTMLElement,
  options: Readonly<Record<string, unknown>>,
): ReturnType<CaptchaProvider["render"]> {
  const widget = api?.render(container, options);
  if (api === undefined || widget === undefined) throw new Error("The captcha is gone.");
  return { reset: () => api.reset(widget), remove: () => api.remove(widget) };
}
