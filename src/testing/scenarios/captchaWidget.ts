interface Widget {
  readonly container: HTMLElement;
  readonly options: WidgetOptions;
  response: string;
}

interface WidgetOptions {
  readonly callback?: ((response: string) => void) | string;
  readonly "expired-callback"?: (() => void) | string;
}

/**
 * The script of a captcha's maker, so that a captcha can be solved without the internet: a button in
 * place of the puzzle, and each answer another one that passes. It defines `window.grecaptcha`.
 */
export const captchaScript = `(${install.toString()})();`;

// It runs in a page of its own, as text: nothing from this module is there.
function install(): void {
  const page = window as unknown as Record<string, unknown>;
  const widgets: Widget[] = [];
  const source = document.currentScript as HTMLScriptElement | null;
  const query = new URL(source?.src ?? location.href).searchParams;

  function call(callback: unknown, ...values: string[]): void {
    const act = typeof callback === "string" ? page[callback] : callback;
    if (typeof act === "function") (act as (...values: string[]) => void)(...values);
  }

  function show(widget: Widget): void {
    const button = document.createElement("button");
    const field = document.createElement("input");
    button.type = "button";
    button.textContent = "I’m not a robot";
    field.type = "hidden";
    field.name = "g-recaptcha-response";
    button.addEventListener("click", () => {
      widget.response = `good-${crypto.randomUUID()}`;
      field.value = widget.response;
      button.disabled = true;
      call(widget.options.callback, widget.response);
    });
    widget.container.replaceChildren(button, field);
  }

  function render(target: HTMLElement | string, options: WidgetOptions): number {
    const container = typeof target === "string" ? document.getElementById(target) : target;
    if (container === null)
      throw new Error("reCAPTCHA placeholder element must be an element or id");
    if (container.childElementCount > 0) {
      throw new Error("reCAPTCHA has already been rendered in this element");
    }
    const widget = { container, options, response: "" };
    show(widget);
    return widgets.push(widget) - 1;
  }

  function start(): void {
    if (query.get("render") !== "explicit") {
      for (const element of document.querySelectorAll<HTMLElement>(".g-recaptcha")) {
        render(element, { callback: element.dataset["callback"] ?? "" });
      }
    }
    call(query.get("onload"));
  }

  page["grecaptcha"] = {
    render,
    ready: (callback: () => void) => {
      callback();
    },
    getResponse: (id = 0) => widgets[id]?.response ?? "",
    reset: (id = 0) => {
      const widget = widgets[id];
      if (widget === undefined) return;
      widget.response = "";
      show(widget);
    },
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
