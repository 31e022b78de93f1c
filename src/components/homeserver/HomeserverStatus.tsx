"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useState } from "react";
import { useRoot } from "../context/RootContext.js";
import { focusWithin } from "../ui/focusWithin.js";
import { ServerMessage } from "../ui/ProblemMessage.js";
import { RetryButton } from "../ui/RetryButton.js";
import { Room } from "../ui/Room.js";
import { unavailableText } from "./unavailableText.js";

export type HomeserverStatusProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** While the homeserver is looked for, and why no account can be made there. */
export const HomeserverStatus = forwardRef<HTMLDivElement, HomeserverStatusProps>(
  function HomeserverStatus(props, ref) {
    const root = useRoot("Register.HomeserverStatus");
    const { run, isMethodPlaced, serverName, translator, headingLevel, element } = root;
    const isShown = run === null || (root.isForGuestsAlone && run.status === "account");
    const state = isShown ? root.homeserverState : null;
    const status = state?.status;
    // The homeserver that is tried again, while the focus follows what comes of it.
    const [retried, setRetried] = useState<string | null>(null);
    const isFollowed = retried === serverName;
    useEffect(() => {
      // The button that was pressed is gone: the focus goes on to what came of it.
      if (!isFollowed) return;
      if (status === undefined) focusWithin(element, ['[data-part="account-form"] input']);
      else focusWithin(element, ['[data-part="homeserver-status"]']);
    }, [isFollowed, status, element]);

    if (state === null) return null;
    if (state.status === "finding") {
      return (
        <div ref={ref} data-part="homeserver-status" tabIndex={-1} {...props}>
          <p>{translator.text("homeserver.finding", { serverName })}</p>
          <Room texts={[translator.text("account.heading", { serverName })]} />
        </div>
      );
    }
    const isFound = state.status === "found";
    if (isFound && isMethodPlaced) return null;
    const Heading = `h${headingLevel}` as const;
    return (
      <div ref={ref} data-part="homeserver-status" tabIndex={-1} {...props}>
        <Heading data-part="heading">{translator.text("homeserver.heading")}</Heading>
        {/* With the focus it is read already. */}
        <p role={isFollowed ? undefined : "alert"}>
          {isFound
            ? translator.text("homeserver.unsupported", { serverName })
            : unavailableText(state, serverName, translator)}
        </p>
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
