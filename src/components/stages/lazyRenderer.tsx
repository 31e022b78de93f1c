"use client";
import { type ComponentType, type ReactElement, useEffect, useState } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { focusAnewWithin, headings } from "../ui/focusWithin.js";
import { ProblemText } from "../ui/ProblemText.js";

/**
 * A renderer that is loaded when it is needed, with words while it is, and a way to try again where
 * it cannot be.
 * @param what what is loaded, for the words
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
    const [attempt, setAttempt] = useState({ number: 1, hasFailed: false });
    const isLoaded = Renderer !== null;
    const { number } = attempt;
    useEffect(() => {
      if (isLoaded) return undefined;
      let isWanted = true;
      preload().then(
        () => {
          if (isWanted) setRenderer(() => loaded);
        },
        () => {
          if (isWanted) setAttempt({ number, hasFailed: true });
        },
      );
      return () => {
        isWanted = false;
      };
    }, [isLoaded, number]);
    const { element } = useRoot("Register.Stage");
    const wasRetried = number > 1;
    useEffect(() => {
      // The button that was pressed is gone.
      if (isLoaded && wasRetried) focusAnewWithin(element, [places[what]]);
    }, [isLoaded, wasRetried, element]);
    if (Renderer !== null) return <Renderer {...props} />;
    const { translator } = props;
    const isRetrying = wasRetried && !attempt.hasFailed;
    return (
      <>
        {attempt.hasFailed ? (
          <ProblemText role="alert">{translator.text(`${what}.notLoaded`)}</ProblemText>
        ) : (
          <p>{translator.text(`${what}.loading`)}</p>
        )}
        {(attempt.hasFailed || isRetrying) && (
          <ActionButton
            data-part="retry"
            isIdle={isRetrying}
            aria-busy={isRetrying ? true : undefined}
            onClick={() => {
              setAttempt({ number: number + 1, hasFailed: false });
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

/** Where one goes on from once it is loaded. */
const places = {
  stage: headings.stage,
  field: '[data-part="phone"] [data-part="input"]',
} as const;
