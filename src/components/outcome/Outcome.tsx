"use client";
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement, useEffect } from "react";
import { RegistrationProvider } from "../../react/RegistrationContext.js";
import type { UseRegister } from "../../react/useRegister.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { focusAnewWithin, headings } from "../ui/focusWithin.js";
import { Icon } from "../ui/Icon.js";
import { ProblemMessage } from "../ui/ProblemMessage.js";
import { Text } from "../ui/Text.js";
import { ViewHeading } from "../ui/ViewHeading.js";
import { HandoverState } from "./HandoverState.js";
import { ReturnOutcome } from "./ReturnOutcome.js";
import { SignInAction } from "./SignIn.js";

export type OutcomeProps = ComponentPropsWithoutRef<"div">;

/**
 * How it ended: the account with its user ID, one that waits for approval, one that may exist, or
 * why there is none, with what can be done then. `children` come below a made account.
 */
export const Outcome = forwardRef<HTMLDivElement, OutcomeProps>(function Outcome(
  { children, ...rest },
  ref,
) {
  const { run, returned } = useRoot("Register.Outcome");
  if (returned !== null) {
    // It stays while the views in it come and go, and so can have the focus meanwhile.
    return (
      <div ref={ref} data-part="outcome" data-outcome={returned.status} tabIndex={-1} {...rest}>
        <ReturnOutcome>{children}</ReturnOutcome>
      </div>
    );
  }
  const content = run === null ? null : outcomeOf(run);
  if (content === null) return null;
  return (
    <div ref={ref} data-part="outcome" data-outcome={content.outcome} {...rest}>
      {content.element}
      {run?.status === "done" && (
        <RegistrationProvider value={run}>{children}</RegistrationProvider>
      )}
    </div>
  );
});

function outcomeOf(run: UseRegister): { outcome: string; element: ReactElement } | null {
  switch (run.status) {
    case "done":
      return { outcome: run.outcome, element: <Done run={run} /> };
    case "uncertain":
      return { outcome: run.status, element: <Uncertain run={run} /> };
    case "failed":
      return { outcome: run.status, element: <Failed run={run} /> };
    case "account":
    case "stage":
      return null;
  }
}

type In<Status extends UseRegister["status"]> = Extract<UseRegister, { status: Status }>;

function Registered({
  run,
}: {
  run: Extract<In<"done">, { outcome: "registered" }>;
}): ReactElement {
  const { translator } = useRoot("Register.Outcome");
  const isGuest = run.kind === "guest";
  return (
    <>
      <Icon name="done" />
      <ViewHeading>{translator.text(isGuest ? "done.guestHeading" : "done.heading")}</ViewHeading>
      <p>
        <Text
          parts={translator.parts("done.userId", { userId: run.userId })}
          tags={{
            id: (children) => (
              <bdi data-part="user-id" dir="ltr">
                {children}
              </bdi>
            ),
          }}
        />
      </p>
      <HandoverState handover={run.handover} onRetry={() => run.retryHandover()} />
      {!run.hasSession && run.handover !== "failed" && !isGuest && (
        <>
          <p>{translator.text("done.signIn")}</p>
          <SignInAction />
        </>
      )}
    </>
  );
}

function Done({ run }: { run: In<"done"> }): ReactElement {
  switch (run.outcome) {
    case "registered":
      return <Registered run={run} />;
    case "pendingApproval":
      return <PendingApproval />;
    case "inAnotherTab":
      return <InAnotherTab />;
  }
}

function InAnotherTab(): ReactElement {
  const { translator } = useRoot("Register.Outcome");
  return (
    <>
      <ViewHeading>{translator.text("done.otherTabHeading")}</ViewHeading>
      <p>{translator.text("done.otherTab")}</p>
      <SignInAction />
    </>
  );
}

function PendingApproval(): ReactElement {
  const { translator, serverName } = useRoot("Register.Outcome");
  return (
    <>
      <ViewHeading>{translator.text("done.pendingHeading")}</ViewHeading>
      <p>{translator.text("done.pending", { serverName })}</p>
      <SignInAction />
    </>
  );
}

function Uncertain({ run }: { run: In<"uncertain"> }): ReactElement {
  const { translator, hasMoved, element } = useRoot("Register.Outcome");
  const isBusy = run.activity !== "idle";
  const { canCheck } = run;
  useEffect(() => {
    // The button may go by what it brought to light.
    if (!canCheck && hasMoved) focusAnewWithin(element, [headings.outcome]);
  }, [canCheck, hasMoved, element]);
  return (
    <>
      <ViewHeading>{translator.text("uncertain.heading")}</ViewHeading>
      <p aria-live="polite">
        {translator.text(run.kind === "guest" ? "uncertain.guest" : `uncertain.${run.reason}`)}
      </p>
      <div data-part="actions">
        <SignInAction />
        {canCheck && (
          <ActionButton
            data-part="check-again"
            isIdle={isBusy}
            onClick={() => {
              run.checkAgain();
            }}
          >
            {translator.text("action.checkAgain")}
          </ActionButton>
        )}
        <ActionButton
          data-part="start-again"
          isIdle={isBusy}
          onClick={() => {
            if (run.reason === "nameTaken") run.changeAnswer("username");
            else run.startAgain();
          }}
        >
          {translator.text(
            run.reason === "nameTaken" ? "action.otherUsername" : "action.startAgain",
          )}
        </ActionButton>
      </div>
    </>
  );
}

function Failed({ run }: { run: In<"failed"> }): ReactElement {
  const { translator } = useRoot("Register.Outcome");
  // There is an account, but not where it was to be.
  const isMade = run.problem.code === "wrongServerName";
  return (
    <>
      <ViewHeading>
        {translator.text(isMade ? "failed.unusableHeading" : "failed.heading")}
      </ViewHeading>
      <ProblemMessage problem={run.problem} role="alert" />
      <div data-part="actions">
        <ActionButton
          data-part="start-again"
          onClick={() => {
            run.startAgain();
          }}
        >
          {translator.text("action.startAgain")}
        </ActionButton>
        <SignInAction />
      </div>
    </>
  );
}
