"use client";
import { type ComponentType, type ReactElement, useEffect, useState } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import { useApp } from "../context/contexts.js";
import { ActionButton } from "./ActionButton.js";
import { Paragraph } from "./Elements.js";
import { focusAnewWithin, headings } from "./focusWithin.js";
import { ProblemText } from "./problem/ProblemText.js";

/**
 * A renderer whose code is loaded when it is first needed. It shows a text meanwhile, and *Try again*
 * after a failure.
 * @param what the kind of renderer, for the texts
 */
export function lazyRenderer<Props extends { readonly translator: Translator }>(
  load: () => Promise<ComponentType<Props>>,
  what: "stage" | "field" = "stage",
): { readonly Renderer: ComponentType<Props>; readonly preload: () => Promise<void> } {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;
  const preload = (): Promise<void> => {
    loading ??= load().then(
      (renderer) => {
        loaded = renderer;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };

  function LazyRenderer(props: Props): ReactElement {
    const [Renderer, setRenderer] = useState(() => loaded);
    const [lastTry, setLastTry] = useState({ number: 1, hasFailed: false });
    const isLoaded = Renderer !== null;
    const { number } = lastTry;
    useEffect(() => {
      if (isLoaded) return undefined;
      let isWanted = true;
      preload().then(
        () => {
          if (isWanted) setRenderer(() => loaded);
        },
        () => {
          if (isWanted) setLastTry({ number, hasFailed: true });
        },
      );
      return () => {
        isWanted = false;
      };
    }, [isLoaded, number]);
    const { element } = useApp("Register.Stage");
    const wasRetried = number > 1;
    useEffect(() => {
      // The pressed button is gone.
      if (isLoaded && wasRetried) focusAnewWithin(element, [focusTargets[what]]);
    }, [isLoaded, wasRetried, element]);
    if (Renderer !== null) return <Renderer {...props} />;
    const { translator } = props;
    const isRetrying = wasRetried && !lastTry.hasFailed;
    return (
      <>
        {lastTry.hasFailed ? (
          // Firefox and Safari never ask again for code that failed once.
          <ProblemText key={number} role="alert">
            {translator.text(wasRetried ? "chunk.reload" : `${what}.notLoaded`)}
          </ProblemText>
        ) : (
          <Paragraph>{translator.text(`${what}.loading`)}</Paragraph>
        )}
        {(lastTry.hasFailed || isRetrying) && (
          <ActionButton
            data-part="retry"
            isBusy={isRetrying}
            onClick={() => {
              setLastTry({ number: number + 1, hasFailed: false });
            }}
          >
            {translator.text("action.tryAgain")}
          </ActionButton>
        )}
      </>
    );
  }
  return { Renderer: LazyRenderer, preload };
}

/** The element that takes the focus once the code is loaded. */
const focusTargets = {
  stage: headings.stage,
  field: '[data-part="phone"] [data-part="input"]',
} as const;
