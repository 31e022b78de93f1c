"use client";
import { type ReactElement, useEffect, useRef } from "react";
import { waitText } from "../locales/waitText.js";
import { ActionButton, type ActionButtonProps } from "./ActionButton.js";
import { useRoot } from "./RootContext.js";
import { useCountdown } from "./useCountdown.js";

/**
 * *Try again*, or what else `children` say, with how long that has to wait. It can be reached all the
 * time; what runs every second is not read out, its end is.
 */
export function RetryButton({
  retryAt,
  onRetry,
  isIdle = false,
  children,
  ...rest
}: Partial<ActionButtonProps> & {
  /** ms since the epoch. */
  readonly retryAt: number | undefined;
  readonly onRetry: () => void;
}): ReactElement {
  const { translator, clock, announcements } = useRoot("Register.Root");
  const left = useCountdown(clock, retryAt);
  const isWaiting = left > 0;
  const hasWaited = useRef(false);
  useEffect(() => {
    if (hasWaited.current && !isWaiting) announcements.announce(translator.text("pause.now"));
    hasWaited.current = isWaiting;
  }, [isWaiting, announcements, translator]);
  return (
    <>
      {retryAt !== undefined && <p data-part="countdown">{waitText(left, translator)}</p>}
      <ActionButton data-part="retry" {...rest} isIdle={isIdle || isWaiting} onClick={onRetry}>
        {children ?? translator.text("action.tryAgain")}
      </ActionButton>
    </>
  );
}
