"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { ActionButton } from "./ActionButton.js";
import { activityText } from "./Announcer.js";
import { focusWithin } from "./focusWithin.js";
import { ProblemMessage } from "./ProblemMessage.js";
import { RetryButton } from "./RetryButton.js";
import { useRoot } from "./RootContext.js";
import { useIsSlow } from "./useIsSlow.js";

export type PauseProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** A request that takes longer than this, in ms, is spoken of. */
const slow = 2_000;

/**
 * What holds the run up, and the ways on: a pause with its reason and *Try again*, a check of what
 * became of the account, a homeserver that takes its time. With *Cancel*, where the stage has none.
 */
export const Pause = forwardRef<HTMLDivElement, PauseProps>(function Pause(props, ref) {
  const { run, translator, clock, resubmission, element } = useRoot("Register.Pause");
  const isSlow = useIsSlow(run?.activity === "sending", slow, clock);
  if (run === null || run.status === "done" || run.status === "failed") return null;
  const { activity, pause } = run;
  if (activity === "idle" || (activity === "sending" && !isSlow && !run.cancelling)) return null;
  // The pause goes, and the focus with it unless it is taken elsewhere before.
  const leave = () => {
    focusWithin(element, ['[data-part="submit"]', '[data-part="continue"]', '[tabindex="-1"]']);
  };
  return (
    <div ref={ref} data-part="pause" data-activity={activity} {...props}>
      {pause === null ? (
        <p>{activityText(run, translator)}</p>
      ) : (
        <>
          <ProblemMessage problem={pause} role="alert" />
          <RetryButton
            retryAt={pause.retryAt}
            onRetry={() => {
              leave();
              // What was changed in the form meanwhile is what is to be sent.
              if (!resubmission.take()) run.retry();
            }}
          />
        </>
      )}
      {run.status !== "stage" && (
        <ActionButton
          data-part="cancel"
          isIdle={run.cancelling}
          onClick={() => {
            leave();
            run.cancel();
          }}
        >
          {translator.text("action.cancel")}
        </ActionButton>
      )}
    </div>
  );
});
