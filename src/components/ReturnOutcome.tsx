"use client";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { ActionButton } from "./ActionButton.js";
import { Icon } from "./Icon.js";
import { ServerMessage } from "./ProblemMessage.js";
import { useRoot } from "./RootContext.js";
import { SignInAction } from "./SignIn.js";
import { Text } from "./Text.js";

type In<Status extends string> = Extract<
  NonNullable<ReturnType<typeof useRoot>["returned"]>,
  { status: Status }
>;

/** How it ended for somebody who came back from an account page or a sign-on. */
export function ReturnOutcome({ children }: { children?: ReactNode }): ReactElement | null {
  const { returned, translator } = useRoot("Register.Outcome");
  switch (returned?.status) {
    case undefined:
      return null;
    case "finishing":
      return <p role="status">{translator.text("returned.finishing")}</p>;
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

function SignedIn({ returned }: { returned: In<"signedIn"> }): ReactElement {
  const { translator } = useRoot("Register.Outcome");
  const { userId, handover } = returned;
  return (
    <>
      <Icon name="done" />
      <ReturnHeading>{translator.text("returned.heading")}</ReturnHeading>
      <p>
        <Text
          parts={translator.parts("returned.signedIn", { userId })}
          tags={{
            id: (content) => (
              <bdi data-part="user-id" dir="ltr">
                {content}
              </bdi>
            ),
          }}
        />
      </p>
      {handover === "running" && <p>{translator.text("done.handoverRunning")}</p>}
      {handover === "failed" && (
        <>
          <p role="alert">{translator.text("done.handoverFailed")}</p>
          <div data-part="actions">
            <ActionButton data-part="retry" onClick={() => returned.retryHandover()}>
              {translator.text("action.tryAgain")}
            </ActionButton>
            <SignInAction />
          </div>
        </>
      )}
    </>
  );
}

function Failed({ returned }: { returned: In<"failed"> }): ReactElement {
  const { translator, startAgain } = useRoot("Register.Outcome");
  const { code, detail } = returned.problem;
  return (
    <>
      <Icon name="problem" />
      <ReturnHeading>{translator.text("returned.failedHeading")}</ReturnHeading>
      <div data-part="problem" data-code={code}>
        <p data-part="problem-text" role="alert">
          {translator.text(`returned.${code}`)}
        </p>
        <ServerMessage text={detail?.text} />
      </div>
      <div data-part="actions">
        <ActionButton data-part="start-again" onClick={startAgain}>
          {translator.text("action.startAgain")}
        </ActionButton>
        <SignInAction />
      </div>
    </>
  );
}

/** Takes the focus: nobody but the page brought the person here. */
function ReturnHeading({ children }: { children: ReactNode }): ReactElement {
  const { headingLevel } = useRoot("Register.Outcome");
  const element = useRef<HTMLHeadingElement>(null);
  const Element = `h${headingLevel}` as const;
  useEffect(() => {
    element.current?.focus();
  }, []);
  return (
    <Element ref={element} data-part="heading" tabIndex={-1}>
      {children}
    </Element>
  );
}
