"use client";
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement } from "react";
import type { ReturnState } from "../../react/useReturned.js";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph, ProblemElement } from "../ui/Elements.js";
import { Icon } from "../ui/Icon.js";
import { RefusedAccount, ServerMessage } from "../ui/problem/ServerMessage.js";
import { useIsOnlineAgain } from "../ui/problem/useIsOnlineAgain.js";
import { RetryButton } from "../ui/RetryButton.js";
import { UserIdText } from "../ui/UserIdText.js";
import { useIsSlow } from "../ui/useIsSlow.js";
import { ViewHeading } from "../ui/ViewHeading.js";
import { HandoverState } from "./HandoverState.js";
import { SignInAction } from "./SignIn.js";

type In<Status extends ReturnState["status"]> = Extract<ReturnState, { status: Status }>;

/** The outcome after a return from an account page or a single sign-on. */
export const ReturnOutcome = forwardRef<HTMLDivElement, ComponentPropsWithoutRef<"div">>(
  function ReturnOutcome({ children, ...rest }, ref) {
    const { returned } = useHomeserverContext("Register.Outcome");
    if (returned === null) return null;
    // It stays mounted while its views change, so it can hold the focus.
    return (
      <div ref={ref} data-part="outcome" data-outcome={returned.status} tabIndex={-1} {...rest}>
        <View returned={returned} />
        {returned.status === "signedIn" && children}
      </div>
    );
  },
);

function View({ returned }: { readonly returned: ReturnState }): ReactElement {
  switch (returned.status) {
    case "finishing":
      return <Finishing />;
    case "signedIn":
      return <SignedIn returned={returned} />;
    case "failed":
      return <Failed returned={returned} />;
  }
}

/** The time in ms after which the user can cancel. */
const slow = 4_000;

function Finishing(): ReactElement {
  const { translator, clock } = useApp("Register.Outcome");
  const { startAgain } = useHomeserverContext("Register.Outcome");
  const isSlow = useIsSlow(true, slow, clock);
  return (
    <>
      {/* The announcer reads it. */}
      <Paragraph>{translator.text("returned.finishing")}</Paragraph>
      <Paragraph role="status">{isSlow && translator.text("wait.slow")}</Paragraph>
      {isSlow && (
        <ActionButton data-part="cancel" onClick={startAgain}>
          {translator.text("action.cancel")}
        </ActionButton>
      )}
    </>
  );
}

function SignedIn({ returned }: { returned: In<"signedIn"> }): ReactElement {
  const { translator } = useApp("Register.Outcome");
  const { startAgain } = useHomeserverContext("Register.Outcome");
  const { userId, hasSession, handover, otherThan: username } = returned;
  return (
    <>
      <Icon name="done" />
      <ViewHeading>
        {translator.text(hasSession ? "returned.heading" : "returned.accountHeading")}
      </ViewHeading>
      <Paragraph>
        <UserIdText message={hasSession ? "returned.signedIn" : "done.userId"} userId={userId} />
      </Paragraph>
      {username !== undefined && (
        <>
          <Paragraph data-part="other-account">
            {translator.text("returned.otherName", { username })}
          </Paragraph>
          <ActionButton data-part="start-again" onClick={startAgain}>
            {translator.text("action.startAgain")}
          </ActionButton>
        </>
      )}
      <HandoverState handover={handover} onRetry={() => returned.retryHandover()} />
      {!hasSession && handover !== "failed" && (
        <>
          <Paragraph>{translator.text("done.signIn")}</Paragraph>
          <SignInAction />
        </>
      )}
    </>
  );
}

function Failed({ returned }: { returned: In<"failed"> }): ReactElement {
  const { translator } = useApp("Register.Outcome");
  const { startAgain } = useHomeserverContext("Register.Outcome");
  const { code, detail, retryAt } = returned.problem;
  const isOnlineAgain = useIsOnlineAgain(code === "offline");
  return (
    <>
      <Icon name="problem" />
      <ViewHeading>{translator.text("returned.failedHeading")}</ViewHeading>
      <div data-part="problem" data-code={code}>
        <ProblemElement data-part="problem-text" role="alert">
          {translator.text(isOnlineAgain ? "pause.online" : `returned.${code}`)}
        </ProblemElement>
        <RefusedAccount userId={detail?.userId} />
        <ServerMessage text={detail?.text} />
      </div>
      <div data-part="actions">
        {code === "notLoaded" && (
          <ActionButton
            data-part="retry"
            focusGoesTo={['[data-part="outcome"]']}
            onClick={returned.retry}
          >
            {translator.text("action.tryAgain")}
          </ActionButton>
        )}
        <RetryButton data-part="start-again" retryAt={retryAt} onRetry={startAgain}>
          {translator.text("action.startAgain")}
        </RetryButton>
        <SignInAction />
      </div>
    </>
  );
}
