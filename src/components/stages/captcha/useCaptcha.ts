"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useApp } from "../../context/contexts.js";
import type { CaptchaWidget } from "../../context/stageTypes.js";
import { loadScript } from "./loadScript.js";
import { recaptcha } from "./recaptcha.js";

/**
 * The state of the widget. `blocked` and `failed` can be tried again; `expired` needs another answer.
 * `silent`: it is there, and has called nothing back for long, as a key of another kind makes it.
 */
export type CaptchaState = "loading" | "ready" | "silent" | "expired" | "blocked" | "failed";

export interface Captcha {
  readonly state: CaptchaState;
  /** The element for the widget. */
  readonly container: RefObject<HTMLDivElement | null>;
  /** Asks for another answer: an answer is valid for one use. */
  readonly reset: () => void;
  readonly tryAgain: () => void;
}

/** The time to load a widget, in ms. */
const limit = 10_000;
/** The time in ms in which a widget is answered by most users. */
const usualTime = 60_000;
const defaultScriptHost = "https://www.recaptcha.net";

/** Loads and renders a captcha's widget, in an element of its own for each mount. */
export function useCaptcha(siteKey: string, onAnswer: (answer: string) => void): Captcha {
  const { captcha, clock, translator } = useApp("Register.Stage");
  const [load, setLoad] = useState(1);
  const [current, setCurrent] = useState<{ load: number; state: CaptchaState }>({
    load,
    state: "loading",
  });
  const container = useRef<HTMLDivElement>(null);
  const widget = useRef<CaptchaWidget | null>(null);
  const answer = useRef(onAnswer);
  useEffect(() => {
    answer.current = onAnswer;
  }, [onAnswer]);

  const { provider = recaptcha, scriptHost = defaultScriptHost, nonce } = captcha ?? {};
  const language = translator.tag;
  useEffect(() => {
    const element = document.createElement("div");
    container.current?.append(element);
    let isWanted = true;
    const become = (state: CaptchaState) => {
      if (isWanted) setCurrent({ load, state });
    };
    const give = (state: CaptchaState) => {
      become(state);
      end();
    };
    const end = () => {
      isWanted = false;
      stopLimit();
      stopSilence();
      widget.current?.remove();
      widget.current = null;
      element.remove();
    };
    const stopLimit = clock.wait(limit, () => give("blocked"));
    let stopSilence = (): void => undefined;
    const show = () => {
      if (!isWanted) return;
      stopLimit();
      widget.current = provider.render(element, {
        siteKey,
        language,
        theme: getComputedStyle(element).colorScheme === "dark" ? "dark" : "light",
        onAnswer: (given) => {
          if (!isWanted) return;
          stopSilence();
          become("ready");
          answer.current(given);
        },
        onExpired: () => {
          if (!isWanted) return;
          stopSilence();
          widget.current?.reset();
          become("expired");
        },
        onError: () => {
          if (isWanted) give("failed");
        },
      });
      become("ready");
      stopSilence = clock.wait(usualTime, () => become("silent"));
    };
    provider
      .load({ scriptHost, language, loadScript: (url) => loadScript(url, nonce) })
      .then(show)
      .catch(() => {
        if (isWanted) give("blocked");
      });
    return end;
  }, [load, provider, scriptHost, nonce, language, siteKey, clock]);

  return {
    state: current.load === load ? current.state : "loading",
    container,
    reset: () => widget.current?.reset(),
    tryAgain: () => setLoad((before) => before + 1),
  };
}
