"use client";
import { type ReactElement, useEffect, useRef } from "react";
import { waitText } from "../../locales/waitText.js";
import { useApp } from "../context/contexts.js";
import { ActionButton, type ActionButtonProps } from "./ActionButton.js";
import { Countdown, useIsBefore } from "./Countdown.js";

/**
 * *Try again*, or `children`, with the time it has to wait. It can have the focus all the time. A screen
 * reader hears the countdown at its beginning and its end alone.
 */
export function RetryButton({
  retryAt,
  onRetry,
  isIdle = false,
  children,
  ...rest
}: Partial<ActionButtonProps> & {
  /** A time in ms since the epoch. */
  readonly retryAt: number | undefined;
  readonly onRetry: () => void;
}): ReactElement {
  const { translator, clock, announcements } = useApp("Register.Root");
  const isWaiting = useIsBefore(retryAt);
  const hasWaited = useRef(false);
  useEffect(() => {
    if (retryAt === undefined || !(isWaiting || hasWaited.current)) return undefined;
    hasWaited.current = true;
    return announcements.announce(waitText(retryAt - clock.now(), translator));
  }, [isWaiting, retryAt, clock, announcements, translator]);
  return (
    <>
      <Countdown until={retryAt} />
      <ActionButton data-part="retry" {...rest} isIdle={isIdle || isWaiting} onClick={onRetry}>
        {children ?? translator.text("action.tryAgain")}
      </ActionButton>
    </>
  );
}
