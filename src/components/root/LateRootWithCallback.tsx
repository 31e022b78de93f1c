"use client";
import type { ReactElement } from "react";
import { useLateModule } from "../../react/useLateModule.js";
import { useReads } from "../../react/useReads.js";
import { lateModule } from "../../uia/browser/lateModule.js";
import { useMethodChoice } from "../context/useMethodChoice.js";
import { NotLoaded } from "../late/NotLoaded.js";
import { returnOutcome } from "../late/registrationParts.js";
import { RootSection } from "./RootSection.js";
import type { RootWithCallbackProps } from "./RootWithCallback.js";

/** The code that only a user needs who returns from a redirect. */
export const returnParts = lateModule(() => import("./RootWithCallback.js"));

/** The root after a return, once its code is loaded. */
export function LateRootWithCallback(props: RootWithCallbackProps): ReactElement {
  const { status, module } = useLateModule(returnParts, true);
  useLateModule(returnOutcome, true);
  if (module !== null) return <module.RootWithCallback {...props} />;
  return <Loading {...props} hasFailed={status === "failed"} />;
}

function Loading({
  startAgain: _startAgain,
  hasFailed,
  children,
  ...props
}: RootWithCallbackProps & { readonly hasFailed: boolean }): ReactElement {
  return (
    <RootSection {...props} reads={useReads()} choice={useMethodChoice(null)}>
      {hasFailed ? <NotLoaded late={returnParts} /> : children}
    </RootSection>
  );
}
