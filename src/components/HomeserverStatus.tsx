"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { RetryButton } from "./RetryButton.js";
import { useRoot } from "./RootContext.js";

export type HomeserverStatusProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** While the homeserver is looked for, and why no account can be made there. */
export const HomeserverStatus = forwardRef<HTMLDivElement, HomeserverStatusProps>(
  function HomeserverStatus(props, ref) {
    const {
      run,
      homeserverState: state,
      serverName,
      translator,
      headingLevel,
    } = useRoot("Register.HomeserverStatus");
    if (run !== null || state === null) return null;
    if (state.status === "finding") {
      return (
        <div ref={ref} data-part="homeserver-status" {...props}>
          <p>{translator.text("homeserver.finding", { serverName })}</p>
        </div>
      );
    }
    const isFound = state.status === "found";
    // A way by which an account is made is found, and the run comes with the next paint.
    if (isFound && state.ways.some(({ way }) => way === "uia")) return null;
    const Heading = `h${headingLevel}` as const;
    return (
      <div ref={ref} data-part="homeserver-status" {...props}>
        <Heading data-part="heading">{translator.text("homeserver.heading")}</Heading>
        <p role="alert">
          {translator.text(isFound ? "homeserver.otherWay" : `homeserver.${state.reason}`, {
            serverName,
          })}
        </p>
        {!isFound && <RetryButton retryAt={state.retryAt} onRetry={state.retry} />}
      </div>
    );
  },
);
