"use client";
import type { ReactElement, Ref } from "react";
import { useReads } from "../../react/useReads.js";
import { useReturned } from "../../react/useReturned.js";
import type { Callback } from "../../redirect/callback.js";
import type { RedirectOrigin } from "../../redirect/origin.js";
import type { RegistrationRootOptions, SectionProps } from "../context/appTypes.js";
import { useMethodChoice } from "../context/useMethodChoice.js";
import { RootSection } from "./RootSection.js";
import type { ShownWords } from "./useWords.js";

export interface RootWithCallbackProps extends SectionProps, RegistrationRootOptions {
  readonly callback: Callback;
  readonly shown: ShownWords;
  readonly startAgain: (origin: RedirectOrigin | null) => void;
  readonly elementRef: Ref<HTMLElement>;
}

/** After a return from a redirect: the homeserver is that of the redirect, and is asked nothing else. */
export function RootWithCallback({
  callback,
  startAgain,
  ...props
}: RootWithCallbackProps): ReactElement {
  const { fetch, clock, inhibitLogin, onDone } = props;
  const returned = useReturned(callback, { fetch, clock, inhibitLogin, onDone });
  return (
    <RootSection
      {...props}
      reads={useReads()}
      choice={useMethodChoice(null)}
      callback={callback}
      returned={returned}
      startAgain={() => {
        returned?.cancel();
        startAgain(returned === null || returned.status === "signedIn" ? null : returned.origin);
      }}
    />
  );
}
