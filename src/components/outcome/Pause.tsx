"use client";
import { type ComponentPropsWithoutRef, forwardRef, useLayoutEffect, useRef } from "react";
import { useApp, useRegistrationView } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph } from "../ui/Elements.js";
import { focusAnewWithin, focusWithin, isFocusHidden } from "../ui/focusWithin.js";
import { ProblemMessage } from "../ui/problem/ProblemMessage.js";
import { RetryButton } from "../ui/RetryButton.js";
import { useIsSlow } from "../ui/useIsSlow.js";
import { activityText } from "./activityText.js";

export declare namespace Pause {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/** The time in ms after which a request is shown as slow. */
const slow = 2_000;

const nextTargets = ['[data-part="submit"]', '[data-part="continue"]', '[tabindex="-1"]'];

/**
 * A delay of the registration: a pause with its reason and *Try again*, a check whether the account was
 * made, or a slow homeserver. With *Cancel*, unless the stage has it. In a pause *Try again* replaces the
 * button that sent, and takes its focus.
 */
export const Pause = forwardRef<HTMLDivElement, Pause.Props>(function Pause(props, ref) {
  const { translator, clock, form, element } = useApp("Register.Pause");
  const { registration } = useRegistrationView("Register.Pause");
  const isSlow = useIsSlow(registration?.activity === "sending", slow, clock);
  const isPaused = registration?.activity === "paused";
  const wasLeft = useRef(false);
  useLayoutEffect(() => {
    if (isPaused && isFocusHidden(element))
      focusWithin(element, ['[data-part="pause"] [data-part="retry"]']);
    if (!isPaused && wasLeft.current) focusAnewWithin(element, nextTargets);
    wasLeft.current = false;
  }, [isPaused, element]);
  if (registration === null || registration.status === "done" || registration.status === "failed")
    return null;
  const { activity, pause } = registration;
  if (activity === "idle" || (activity === "sending" && !isSlow && !registration.cancelling))
    return null;
  return (
    <div ref={ref} data-part="pause" data-activity={activity} {...props}>
      {pause === null ? (
        <Paragraph>{activityText(registration, translator)}</Paragraph>
      ) : (
        <>
          <ProblemMessage problem={pause} role="alert" />
          <RetryButton
            retryAt={pause.retryAt}
            onRetry={() => {
              wasLeft.current = true;
              // Changes in the form during the pause are sent instead. A form that is hidden waits.
              const isSent = registration.status === "account" && form.current?.submit() === true;
              if (!isSent) registration.retry();
            }}
          />
        </>
      )}
      {registration.status !== "stage" && (
        <ActionButton
          data-part="cancel"
          isIdle={registration.cancelling}
          focusGoesTo={isPaused ? [] : nextTargets}
          onClick={() => {
            wasLeft.current = true;
            registration.cancel();
          }}
        >
          {translator.text("action.cancel")}
        </ActionButton>
      )}
    </div>
  );
});
