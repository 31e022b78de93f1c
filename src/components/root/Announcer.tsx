"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useSyncExternalStore } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import type { UseRegister } from "../../react/useRegister.js";
import { useRoot } from "../context/RootContext.js";

export type AnnouncerProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/**
 * Two live regions, there from the first paint on as screen readers want them. To be hidden by sight
 * alone: everything said here is shown elsewhere.
 */
export const Announcer = forwardRef<HTMLDivElement, AnnouncerProps>(function Announcer(props, ref) {
  const { announcements, translator, run, returned, homeserverState, serverName } =
    useRoot("Register.Announcer");
  const { subscribe, getSnapshot, announce } = announcements;
  const said = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  const progress =
    homeserverState?.status === "finding"
      ? translator.text("homeserver.finding", { serverName })
      : returned?.status === "finishing"
        ? translator.text("returned.finishing")
        : activityText(run, translator);
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
});

/** What is going on, in words; nothing when nothing is. A pause speaks for itself. */
export function activityText(run: UseRegister | null, translator: Translator): string {
  if (run?.cancelling === true) return translator.text("activity.cancelling");
  switch (run?.activity) {
    case "sending":
      return translator.text("activity.sending");
    case "checking":
      return translator.text("activity.checking");
    case "paused":
    case "idle":
    case undefined:
      return "";
  }
}
