"use client";
import { type ReactElement, useEffect, useId, useRef } from "react";
import { countdownText } from "../../locales/waitText.js";
import { useRoot } from "../context/RootContext.js";
import { Button } from "../ui/Elements.js";
import { useCountdown } from "../ui/useCountdown.js";

/**
 * Asks for another message, with how long that has to wait. It can be reached all the time; what runs
 * every second is not read out, its end is.
 */
export function ResendButton({
  label,
  resendAt,
  onResend,
}: {
  readonly label: string;
  /** ms since the epoch. */
  readonly resendAt: number;
  readonly onResend: () => void;
}): ReactElement {
  const { translator, clock, announcements } = useRoot("Register.Stage");
  const left = useCountdown(clock, resendAt);
  const id = useId();
  const isWaiting = left > 0;
  const hasWaited = useRef(false);
  useEffect(() => {
    const hasEnded = hasWaited.current && !isWaiting;
    hasWaited.current = isWaiting;
    return hasEnded ? announcements.announce(translator.text("resend.now")) : undefined;
  }, [isWaiting, announcements, translator]);
  return (
    <>
      <Button
        type="button"
        data-part="resend"
        aria-disabled={isWaiting ? true : undefined}
        aria-describedby={isWaiting ? id : undefined}
        onClick={() => {
          if (!isWaiting) onResend();
        }}
      >
        {label}
      </Button>
      {isWaiting && (
        <p data-part="countdown" id={id}>
          {countdownText(left, "resend", translator)}
        </p>
      )}
    </>
  );
}
