"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useState } from "react";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { HeadingElement, ProblemElement } from "../ui/Elements.js";
import { focusWithin } from "../ui/focusWithin.js";
import { ServerMessage } from "../ui/problem/ServerMessage.js";
import { RetryButton } from "../ui/RetryButton.js";
import { Text } from "../ui/Text.js";
import { unavailableText } from "./unavailableText.js";

export type HomeserverTroubleProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** The reason why the homeserver makes no accounts. */
export const HomeserverTrouble = forwardRef<HTMLDivElement, HomeserverTroubleProps>(
  function HomeserverTrouble(props, ref) {
    const { translator, headingLevel, element } = useApp("Register.HomeserverStatus");
    const { homeserverState, isMethodPlaced, isForGuestsAlone, serverName } = useHomeserverContext(
      "Register.HomeserverStatus",
    );
    const { registration } = useRegistrationView("Register.HomeserverStatus");
    const isShown =
      registration === null || (isForGuestsAlone && registration.status === "account");
    const state = isShown ? homeserverState : null;
    const status = state?.status;
    // The homeserver that the user tried again. The focus follows the result.
    const [retried, setRetried] = useState<string | null>(null);
    const isFollowed = retried === serverName;
    useEffect(() => {
      // The pressed button is gone, so the focus goes to the result.
      if (!isFollowed) return;
      if (status === undefined) focusWithin(element, ['[data-part="account-form"] input']);
      else focusWithin(element, ['[data-part="homeserver-status"]']);
    }, [isFollowed, status, element]);

    if (state === null || state.status === "finding") return null;
    const isFound = state.status === "found";
    if (isFound && isMethodPlaced) return null;
    return (
      <div ref={ref} data-part="homeserver-status" tabIndex={-1} {...props}>
        <HeadingElement level={headingLevel}>
          {translator.text("homeserver.heading")}
        </HeadingElement>
        {/* A screen reader reads it with the focus already. */}
        <ProblemElement role={isFollowed ? undefined : "alert"}>
          <Text
            parts={
              isFound
                ? translator.text("homeserver.unsupported", { serverName })
                : unavailableText(state, serverName, translator)
            }
            names={[
              isFound ? undefined : state.homeserver && new URL(state.homeserver.baseUrl).host,
            ]}
          />
        </ProblemElement>
        {!isFound && (
          <>
            <ServerMessage text={state.detail?.text} />
            <RetryButton
              retryAt={state.retryAt}
              onRetry={() => {
                setRetried(serverName);
                state.retry();
              }}
            />
          </>
        )}
      </div>
    );
  },
);
