"use client";
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement, useEffect } from "react";
import { RegistrationProvider } from "../../react/RegistrationContext.js";
import type { UseRegister } from "../../react/useRegister.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph } from "../ui/Elements.js";
import { focusAnewWithin, headings } from "../ui/focusWithin.js";
import { Icon } from "../ui/Icon.js";
import { ProblemMessage } from "../ui/problem/ProblemMessage.js";
import { Text } from "../ui/Text.js";
import { UserIdText } from "../ui/UserIdText.js";
import { ViewHeading } from "../ui/ViewHeading.js";
import { HandoverState } from "./HandoverState.js";
import { SignInAction, SignInElsewhere } from "./SignIn.js";

export declare namespace Outcome {
  type Props = ComponentPropsWithoutRef<"div">;
}

/**
 * The outcome of the registration: an account, an account in doubt, or the reason why there is
 * none.
 *
 * It offers the next steps. `children` come below a new account.
 */
export const Outcome = forwardRef<HTMLDivElement, Outcome.Props>(function Outcome(
  { children, ...rest },
  ref,
) {
  const { registration } = useRegistrationView("Register.Outcome");
  const content = registration === null ? null : outcomeOf(registration);
  if (content === null) return null;
  return (
    <div ref={ref} data-part="outcome" data-outcome={content.outcome} {...rest}>
      {content.element}
      {registration?.status === "done" && (
        <RegistrationProvider value={registration}>{children}</RegistrationProvider>
      )}
    </div>
  );
});

function outcomeOf(registration: UseRegister): { outcome: string; element: ReactElement } | null {
  switch (registration.status) {
    case "done":
      return { outcome: registration.outcome, element: <Done registration={registration} /> };
    case "uncertain":
      return { outcome: registration.status, element: <Uncertain registration={registration} /> };
    case "failed":
      return { outcome: registration.status, element: <Failed registration={registration} /> };
    case "account":
    case "stage":
      return null;
  }
}

type In<Status extends UseRegister["status"]> = Extract<UseRegister, { status: Status }>;

function Registered({
  registration,
}: {
  registration: Extract<In<"done">, { outcome: "registered" }>;
}): ReactElement {
  const { translator } = useApp("Register.Outcome");
  const isGuest = registration.kind === "guest";
  return (
    <>
      <Icon name="done" />
      <ViewHeading>{translator.text(isGuest ? "done.guestHeading" : "done.heading")}</ViewHeading>
      <Paragraph>
        <UserIdText message="done.userId" userId={registration.userId} />
      </Paragraph>
      {isGuest && <Paragraph>{translator.text("done.guest")}</Paragraph>}
      <HandoverState
        handover={registration.handover}
        onRetry={() => registration.retryHandover()}
      />
      {!registration.hasSession && registration.handover !== "failed" && !isGuest && (
        <>
          <Paragraph>{translator.text("done.signIn")}</Paragraph>
          <SignInAction />
        </>
      )}
    </>
  );
}

function Done({ registration }: { registration: In<"done"> }): ReactElement {
  switch (registration.outcome) {
    case "registered":
      return <Registered registration={registration} />;
    case "pendingApproval":
      return <PendingApproval username={registration.username} />;
    case "inAnotherTab":
      return <InAnotherTab />;
  }
}

function InAnotherTab(): ReactElement {
  const { translator } = useApp("Register.Outcome");
  return (
    <>
      <ViewHeading>{translator.text("done.otherTabHeading")}</ViewHeading>
      <Paragraph>{translator.text("done.otherTab")}</Paragraph>
      <SignInAction />
    </>
  );
}

function PendingApproval({ username }: { readonly username: string | undefined }): ReactElement {
  const { translator } = useApp("Register.Outcome");
  const { serverName } = useHomeserverContext("Register.Outcome");
  return (
    <>
      <ViewHeading>{translator.text("done.pendingHeading")}</ViewHeading>
      <Paragraph>
        <Text parts={translator.text("done.pending", { serverName })} />
      </Paragraph>
      <Paragraph>
        {username === undefined ? (
          <Text parts={translator.text("done.pendingUnnamed", { serverName })} />
        ) : (
          <Text parts={translator.parts("done.pendingUsername", { username })} />
        )}
      </Paragraph>
      <Paragraph>{translator.text("done.pendingCheck")}</Paragraph>
      <SignInAction />
    </>
  );
}

function Uncertain({ registration }: { registration: In<"uncertain"> }): ReactElement {
  const { translator, element } = useApp("Register.Outcome");
  const { hasMoved } = useRegistrationView("Register.Outcome");
  const isBusy = registration.activity !== "idle";
  const { canCheck } = registration;
  useEffect(() => {
    // A check may remove its own button.
    if (!canCheck && hasMoved) focusAnewWithin(element, [headings.outcome]);
  }, [canCheck, hasMoved, element]);
  return (
    <>
      <ViewHeading>{translator.text("uncertain.heading")}</ViewHeading>
      <div aria-live="polite">
        <Paragraph>
          {translator.text(
            registration.kind === "guest" ? "uncertain.guest" : `uncertain.${registration.reason}`,
          )}
        </Paragraph>
        {registration.checks > 0 && (
          <Paragraph>
            {translator.text("uncertain.checked", { count: registration.checks })}
          </Paragraph>
        )}
      </div>
      <SignInElsewhere />
      <div data-part="actions">
        <SignInAction />
        {canCheck && (
          <ActionButton
            data-part="check-again"
            isIdle={isBusy}
            onClick={() => {
              registration.checkAgain();
            }}
          >
            {translator.text("action.checkAgain")}
          </ActionButton>
        )}
        <ActionButton
          data-part="start-again"
          isIdle={isBusy}
          onClick={() => {
            if (registration.reason === "nameTaken") registration.changeAnswer("username");
            else registration.startAgain();
          }}
        >
          {translator.text(
            registration.reason === "nameTaken" ? "action.otherUsername" : "action.startAgain",
          )}
        </ActionButton>
      </div>
    </>
  );
}

function Failed({ registration }: { registration: In<"failed"> }): ReactElement {
  const { translator } = useApp("Register.Outcome");
  // The account exists, but on another homeserver.
  const isMade = registration.problem.code === "wrongServerName";
  return (
    <>
      <ViewHeading>
        {translator.text(isMade ? "failed.unusableHeading" : "failed.heading")}
      </ViewHeading>
      <ProblemMessage problem={registration.problem} role="alert" />
      <div data-part="actions">
        {!registration.isLasting && (
          <ActionButton
            data-part="start-again"
            kind="primary"
            onClick={() => {
              registration.startAgain();
            }}
          >
            {translator.text("action.startAgain")}
          </ActionButton>
        )}
        <SignInAction kind={registration.isLasting ? "primary" : "secondary"} />
      </div>
    </>
  );
}
