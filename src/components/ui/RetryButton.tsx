"use client";
import { type ReactElement, useEffect, useRef } from "react";
import { waitText } from "../../locales/waitText.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton, type ActionButtonProps } from "./ActionButton.js";
import { useCountdown } from "./useCountdown.js";

/**
 * *Try again*, or what else `children` say, with how long that has to wait. It can be reached all the
 * time; what runs every second is read out at its beginning and its end alone.
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
    if (retryAt === undefined || !(isWaiting || hasWaited.current)) return undefined;
    hasWaited.current = true;
    return announcements.announce(waitText(retryAt - clock.now(), translator));
  }, [isWaiting, retryAt, clock, announcements, translator]);
  return (
    <>
      {retryAt !== undefined && <p data-part="countdown">{waitText(left, translator)}</p>}
      <ActionButton data-part="retry" {...rest} isIdle={isIdle || isWaiting} onClick={onRetry}>
        {children ?? translator.text("action.tryAgain")}
      </ActionButton>
    </>
  );
}
