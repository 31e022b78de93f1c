import type { CaptchaProvider } from "../../context/stageTypes.js";

/** The global of reCAPTCHA's script. */
interface Recaptcha {
  ready?(callback: () => void): void;
  render?(
    container: HTMLElement,
    parameters: {
      readonly sitekey: string;
      readonly theme: "light" | "dark";
      readonly size: "normal" | "compact";
      readonly callback: (answer: string) => void;
      readonly "expired-callback": () => void;
      readonly "error-callback": () => void;
    },
  ): number;
  reset?(widget: number): void;
}

/**
 * reCAPTCHA v2, the box to tick.
 * https://developers.google.com/recaptcha/docs/display
 */
export const recaptcha: CaptchaProvider = {
  async load({ scriptHost, language, loadScript }) {
    // The app may have loaded it already; a second copy disturbs the first.
    if (onPage()?.render === undefined) {
      const url = new URL("/recaptcha/api.js", scriptHost);
      url.searchParams.set("render", "explicit");
      url.searchParams.set("hl", language);
      await loadScript(url.href);
    }
    // The script loads another one, and keeps a list of callbacks.
    await new Promise<void>((resolve, reject) => {
      const script = onPage();
      if (script?.ready !== undefined) script.ready(resolve);
      else if (script?.render !== undefined) resolve();
      else reject(new Error("The script is there, reCAPTCHA is not."));
    });
  },

  render(container, { siteKey, theme, onAnswer, onExpired, onError }) {
    const script = onPage();
    const widget = script?.render?.(container, {
      sitekey: siteKey,
      theme,
      size: isNarrow(container) ? "compact" : "normal",
      callback: onAnswer,
      "expired-callback": onExpired,
      "error-callback": onError,
    });
    const reset = () => {
      if (widget !== undefined) script?.reset?.(widget);
    };
    if (widget === undefined) throw new Error("reCAPTCHA is gone.");
    return { reset, remove: reset };
  },
};

/** The width of the box in px. The compact one is 164 px wide. */
const width = 304;

/** Whether the box would be wider than the room for it. */
function isNarrow({ clientWidth }: HTMLElement): boolean {
  // An element that is not laid out has no width.
  return clientWidth > 0 && clientWidth < width;
}

function onPage(): Recaptcha | undefined {
  return (globalThis as { readonly grecaptcha?: Recaptcha }).grecaptcha;
}
