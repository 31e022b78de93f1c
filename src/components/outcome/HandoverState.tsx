"use client";
import type { ReactElement } from "react";
import type { Handover } from "../../uia/machine/types.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { headings } from "../ui/focusWithin.js";
import { useIsSlow } from "../ui/useIsSlow.js";
import { SignInAction } from "./SignIn.js";

/** What takes longer than this, in ms, may have no end. */
const slow = 20_000;

/** While the host takes over an account, and where it could not. */
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
 * While the host's `onDone` has not come to an end. It is not taken for failed, and not called again:
 * a first sync can take minutes. But the account is there, and who does not want to wait can sign in.
 */
function Running(): ReactElement {
  const { translator, clock } = useRoot("Register.Outcome");
  const isSlow = useIsSlow(true, slow, clock);
  return (
    <>
      <p role="status">
        {translator.text("done.handoverRunning")}
        {isSlow && ` ${translator.text("wait.slow")}`}
      </p>
      {isSlow && <SignInAction />}
    </>
  );
}

function Failed({ onRetry }: { readonly onRetry: () => void }): ReactElement {
  const { translator } = useRoot("Register.Outcome");
  return (
    <>
      <p role="alert">{translator.text("done.handoverFailed")}</p>
      <div data-part="actions">
        <ActionButton data-part="retry" focusGoesTo={[headings.outcome]} onClick={onRetry}>
          {translator.text("action.tryAgain")}
        </ActionButton>
        <SignInAction />
      </div>
    </>
  );
}
