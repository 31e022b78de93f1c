"use client";
import type { ReactElement } from "react";
import type { Handover } from "../../uia/machine/types.js";
import { useApp } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph, ProblemElement } from "../ui/Elements.js";
import { headings } from "../ui/focusWithin.js";
import { useIsSlow } from "../ui/useIsSlow.js";
import { SignInAction } from "./SignIn.js";

/** The time in ms after which the user can sign in instead. */
const slow = 20_000;

/** The hand-over of the account to the app: under way, or failed. */
export function HandoverState({
  handover,
  onRetry,
}: {
  readonly handover: Handover;
  readonly onRetry: () => void;
}): ReactElement | null {
  if (handover === "running") return <Running />;
  return handover === "failed" ? <Failed onRetry={onRetry} /> : null;
}

/**
 * An `onDone` of the app that has not settled. It does not count as failed, and is not called again,
 * since a first sync can take minutes. The account exists, so the user can sign in meanwhile.
 */
function Running(): ReactElement {
  const { translator, clock } = useApp("Register.Outcome");
  const isSlow = useIsSlow(true, slow, clock);
  return (
    <>
      <Paragraph role="status">
        <span>{translator.text("done.handoverRunning")}</span>
        {isSlow && <span>{` ${translator.text("wait.slow")}`}</span>}
      </Paragraph>
      {isSlow && <SignInAction />}
    </>
  );
}

function Failed({ onRetry }: { readonly onRetry: () => void }): ReactElement {
  const { translator } = useApp("Register.Outcome");
  return (
    <>
      <ProblemElement role="alert">{translator.text("done.handoverFailed")}</ProblemElement>
      <div data-part="actions">
        <ActionButton data-part="retry" focusGoesTo={[headings.outcome]} onClick={onRetry}>
          {translator.text("action.tryAgain")}
        </ActionButton>
        <SignInAction kind="secondary" />
      </div>
    </>
  );
}
