"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useRoot } from "../../context/RootContext.js";
import type { CaptchaWidget } from "./captchaProvider.js";
import { loadScript } from "./loadScript.js";
import { recaptcha } from "./recaptcha.js";

/** Where the widget is: `blocked` and `failed` can be tried again; `expired` wants another answer. */
export type CaptchaState = "loading" | "ready" | "expired" | "blocked" | "failed";

export interface Captcha {
  readonly state: CaptchaState;
  /** The element to put the widget into. */
  readonly container: RefObject<HTMLDivElement | null>;
  /** Has the person answer anew: an answer is good for one use. */
  readonly reset: () => void;
  readonly tryAgain: () => void;
}

/** After this many ms without a widget it is not coming. */
const limit = 10_000;
const defaultScriptHost = "https://www.recaptcha.net";

/** A captcha's widget, in an element of its own for each mount. */
export function useCaptcha(siteKey: string, onAnswer: (answer: string) => void): Captcha {
  const { captcha, clock, translator } = useRoot("Register.Stage");
  const [attempt, setAttempt] = useState(1);
  const [place, setPlace] = useState<{ attempt: number; state: CaptchaState }>({
    attempt,
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
      if (isWanted) setPlace({ attempt, state });
    };
    const give = (state: CaptchaState) => {
      become(state);
      end();
    };
    const end = () => {
      isWanted = false;
      stopLimit();
      widget.current?.remove();
      widget.current = null;
      element.remove();
    };
    const stopLimit = clock.wait(limit, () => give("blocked"));
    const show = () => {
      if (!isWanted) return;
      stopLimit();
      widget.current = provider.render(element, {
        siteKey,
        language,
        theme: getComputedStyle(element).colorScheme === "dark" ? "dark" : "light",
        onAnswer: (given) => {
          if (!isWanted) return;
          become("ready");
          answer.current(given);
        },
        onExpired: () => {
          if (!isWanted) return;
          widget.current?.reset();
          become("expired");
        },
        onError: () => {
          if (isWanted) give("failed");
        },
      });
      become("ready");
    };
    provider
      .load({ scriptHost, language, loadScript: (url) => loadScript(url, nonce) })
      .then(show)
      .catch(() => {
        if (isWanted) give("blocked");
      });
    return end;
  }, [attempt, provider, scriptHost, nonce, language, siteKey, clock]);

  return {
    state: place.attempt === attempt ? place.state : "loading",
    container,
    reset: () => widget.current?.reset(),
    tryAgain: () => setAttempt((before) => before + 1),
  };
}
