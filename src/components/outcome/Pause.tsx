"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useRoot } from "../context/RootContext.js";
import { activityText } from "../root/Announcer.js";
import { ActionButton } from "../ui/ActionButton.js";
import { ProblemMessage } from "../ui/ProblemMessage.js";
import { RetryButton } from "../ui/RetryButton.js";
import { useIsSlow } from "../ui/useIsSlow.js";

export type PauseProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** A request that takes longer than this, in ms, is spoken of. */
const slow = 2_000;

const whereOneGoesOn = ['[data-part="submit"]', '[data-part="continue"]', '[tabindex="-1"]'];

/**
 * What holds the run up, and the ways on: a pause with its reason and *Try again*, a check of what
 * became of the account, a homeserver that takes its time. With *Cancel*, where the stage has none.
 */
export const Pause = forwardRef<HTMLDivElement, PauseProps>(function Pause(props, ref) {
  const { run, translator, clock, resubmission } = useRoot("Register.Pause");
  const isSlow = useIsSlow(run?.activity === "sending", slow, clock);
  if (run === null || run.status === "done" || run.status === "failed") return null;
  const { activity, pause } = run;
  if (activity === "idle" || (activity === "sending" && !isSlow && !run.cancelling)) return null;
  return (
    <div ref={ref} data-part="pause" data-activity={activity} {...props}>
      {pause === null ? (
        <p>{activityText(run, translator)}</p>
      ) : (
        <>
          <ProblemMessage problem={pause} role="alert" />
          <RetryButton
            retryAt={pause.retryAt}
            focusGoesTo={whereOneGoesOn}
            onRetry={() => {
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
          focusGoesTo={whereOneGoesOn}
          onClick={() => {
            run.cancel();
          }}
        >
          {translator.text("action.cancel")}
        </ActionButton>
      )}
    </div>
  );
});
