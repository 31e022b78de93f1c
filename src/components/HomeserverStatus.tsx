"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useRef } from "react";
import { focusWithin } from "./focusWithin.js";
import { RetryButton } from "./RetryButton.js";
import { useRoot } from "./RootContext.js";

export type HomeserverStatusProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** While the homeserver is looked for, and why no account can be made there. */
export const HomeserverStatus = forwardRef<HTMLDivElement, HomeserverStatusProps>(
  function HomeserverStatus(props, ref) {
    const root = useRoot("Register.HomeserverStatus");
    const { run, isWayPlaced, serverName, translator, headingLevel, element } = root;
    const state = run === null ? root.homeserverState : null;
    const status = state?.status;
    const wasRetried = useRef(false);
    useEffect(() => {
      // The button that was pressed is gone: the focus goes on to what came of it.
      if (!wasRetried.current) return;
      if (status === undefined) focusWithin(element, ['[data-part="account-form"] input']);
      else focusWithin(element, ['[data-part="homeserver-status"]']);
      wasRetried.current = status === "finding" || status === "found";
    }, [status, element]);

    if (state === null) return null;
    if (state.status === "finding") {
      return (
        <div ref={ref} data-part="homeserver-status" tabIndex={-1} {...props}>
          <p>{translator.text("homeserver.finding", { serverName })}</p>
        </div>
      );
    }
    const isFound = state.status === "found";
    if (isFound && isWayPlaced) return null;
    const Heading = `h${headingLevel}` as const;
    return (
      <div ref={ref} data-part="homeserver-status" tabIndex={-1} {...props}>
        <Heading data-part="heading">{translator.text("homeserver.heading")}</Heading>
        <p role="alert">
          {translator.text(`homeserver.${isFound ? "unsupported" : state.reason}`, { serverName })}
        </p>
        {!isFound && (
          <RetryButton
            retryAt={state.retryAt}
            onRetry={() => {
              wasRetried.current = true;
              state.retry();
            }}
          />
        )}
      </div>
    );
  },
);
