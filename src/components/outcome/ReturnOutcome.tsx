"use client";
import type { ReactElement, ReactNode } from "react";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Icon } from "../ui/Icon.js";
import { ServerMessage } from "../ui/ProblemMessage.js";
import { RetryButton } from "../ui/RetryButton.js";
import { Text } from "../ui/Text.js";
import { useIsSlow } from "../ui/useIsSlow.js";
import { ViewHeading } from "../ui/ViewHeading.js";
import { HandoverState } from "./HandoverState.js";
import { SignInAction } from "./SignIn.js";

type In<Status extends string> = Extract<
  NonNullable<ReturnType<typeof useRoot>["returned"]>,
  { status: Status }
>;

/** How it ended for somebody who came back from an account page or a sign-on. */
export function ReturnOutcome({ children }: { children?: ReactNode }): ReactElement | null {
  const { returned } = useRoot("Register.Outcome");
  switch (returned?.status) {
    case undefined:
      return null;
    case "finishing":
      return <Finishing returned={returned} />;
    case "signedIn":
      return (
        <>
          <SignedIn returned={returned} />
          {children}
        </>
      );
    case "failed":
      return <Failed returned={returned} />;
  }
}

/** What takes longer than this, in ms, can be given up. */
const slow = 4_000;

function Finishing({ returned }: { returned: In<"finishing"> }): ReactElement {
  const { translator, clock, startAgain } = useRoot("Register.Outcome");
  const isSlow = useIsSlow(true, slow, clock);
  return (
    <>
      {/* Told by the announcer, as whatever is going on from the start. */}
      <p>{translator.text("returned.finishing")}</p>
      <p role="status">{isSlow && translator.text("wait.slow")}</p>
      {isSlow && (
        <ActionButton
          data-part="cancel"
          onClick={() => {
            returned.cancel();
            startAgain();
          }}
        >
          {translator.text("action.cancel")}
        </ActionButton>
      )}
    </>
  );
}

function SignedIn({ returned }: { returned: In<"signedIn"> }): ReactElement {
  const { translator } = useRoot("Register.Outcome");
  const { userId, hasSession, handover } = returned;
  return (
    <>
      <Icon name="done" />
      <ViewHeading>
        {translator.text(hasSession ? "returned.heading" : "returned.accountHeading")}
      </ViewHeading>
      <p>
        <Text
          parts={translator.parts(hasSession ? "returned.signedIn" : "done.userId", { userId })}
          tags={{
            id: (content) => (
              <bdi data-part="user-id" dir="ltr">
                {content}
              </bdi>
            ),
          }}
        />
      </p>
      <HandoverState handover={handover} onRetry={() => returned.retryHandover()} />
      {!hasSession && handover !== "failed" && (
        <>
          <p>{translator.text("done.signIn")}</p>
          <SignInAction />
        </>
      )}
    </>
  );
}

function Failed({ returned }: { returned: In<"failed"> }): ReactElement {
  const { translator, startAgain } = useRoot("Register.Outcome");
  const { code, detail, retryAt } = returned.problem;
  return (
    <>
      <Icon name="problem" />
      <ViewHeading>{translator.text("returned.failedHeading")}</ViewHeading>
      <div data-part="problem" data-code={code}>
        <p data-part="problem-text" role="alert">
          {translator.text(`returned.${code}`)}
        </p>
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
