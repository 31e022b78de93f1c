"use client";
import {
  type ForwardRefExoticComponent,
  forwardRef,
  type PropsWithoutRef,
  type RefAttributes,
  useEffect,
  useState,
} from "react";
import type { Place } from "../../locales/words.js";
import { useLateModule } from "../../react/useLateModule.js";
import type { LateModule } from "../../uia/browser/lateModule.js";
import { useApp } from "../context/contexts.js";
import { focusAnewWithin, headings } from "../ui/focusWithin.js";
import { NotLoaded } from "./NotLoaded.js";
import { useWithWords } from "./useWithWords.js";

/**
 * A part whose code and words are loaded once the part has something to say. It then stays, and decides for
 * itself. After a failure to load there are words and *Try again* in its place.
 * @param places the places of the words that the part shows
 * @param useIsWanted tells whether the part has something to say
 * @param sendsAgain whether *Try again* sends the form around the part once the code is loaded
 */
export function latePart<Module, Props, Node>(
  code: LateModule<Module>,
  places: readonly Place[],
  pick: (module: Module) => ForwardRefExoticComponent<Props & RefAttributes<Node>>,
  useIsWanted: () => boolean,
  sendsAgain = false,
): ForwardRefExoticComponent<PropsWithoutRef<Props> & RefAttributes<Node>> {
  return forwardRef<Node, Props>(function LatePart(props, ref) {
    const isWanted = useIsWanted();
    const [wasWanted, setWasWanted] = useState(isWanted);
    if (isWanted && !wasWanted) setWasWanted(true);
    const { element, words } = useApp("Register.Root");
    const late = useWithWords(code, words, places);
    const { status, module } = useLateModule(late, wasWanted);
    const [wasRetried, setWasRetried] = useState(false);
    useEffect(() => {
      // The pressed button is gone.
      if (status === "loaded" && wasRetried) focusAnewWithin(element, focusTargets);
    }, [status, wasRetried, element]);
    if (module !== null) {
      const Part = pick(module);
      return wasWanted ? <Part {...(props as Props)} ref={ref} /> : null;
    }
    return status === "failed" && isWanted ? (
      <NotLoaded late={late} sendsAgain={sendsAgain} onRetry={() => setWasRetried(true)} />
    ) : null;
  });
}

const focusTargets = [headings.stage, headings.outcome, "input", "button", "a"];
