"use client";
import type { ReactElement } from "react";
import { useRoot } from "./RootContext.js";
import { SignInAction } from "./SignIn.js";
import { useIsSlow } from "./useIsSlow.js";

/** What takes longer than this, in ms, may have no end. */
const slow = 20_000;

/**
 * While the host's `onDone` has not come to an end. It is not taken for failed, and not called again:
 * a first sync can take minutes. But the account is there, and who does not want to wait can sign in.
 */
export function HandoverRunning(): ReactElement {
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
