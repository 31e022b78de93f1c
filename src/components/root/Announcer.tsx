"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useSyncExternalStore } from "react";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { activityText } from "../outcome/activityText.js";

export declare namespace Announcer {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/**
 * Two live regions, mounted from the first paint on as screen readers need them. Hide them visually
 * alone: other parts show the same texts.
 */
export const Announcer = forwardRef<HTMLDivElement, Announcer.Props>(
  function Announcer(props, ref) {
    const { announcements, translator } = useApp("Register.Announcer");
    const { returned, homeserverState, serverName } = useHomeserverContext("Register.Announcer");
    const { registration } = useRegistrationView("Register.Announcer");
    const { subscribe, getSnapshot, announce } = announcements;
    const said = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
    const progress =
      homeserverState?.status === "finding"
        ? translator.text("homeserver.finding", { serverName })
        : returned?.status === "finishing"
          ? translator.text("returned.finishing")
          : activityText(registration, translator);
    useEffect(() => (progress === "" ? undefined : announce(progress)), [announce, progress]);
    return (
      <div ref={ref} data-part="announcer" {...props}>
        {(["polite", "assertive"] as const).map((urgency) => (
          <div key={urgency} aria-live={urgency}>
            {said[urgency].map(({ id, text }) => (
              <p key={id}>{text}</p>
            ))}
          </div>
        ))}
      </div>
    );
  },
);
