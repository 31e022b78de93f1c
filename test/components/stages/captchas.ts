import type {
  CaptchaProvider,
  CaptchaWidgetOptions,
} from "../../../src/components/context/stageTypes.js";

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
