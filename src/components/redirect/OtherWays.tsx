"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useRef } from "react";
import { useRoot } from "../context/RootContext.js";
import { Button } from "../ui/Elements.js";
import { focusWithin } from "../ui/focusWithin.js";

export type OtherWaysProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/**
 * The other ways to make an account on the homeserver, each as a button, where there are several and
 * a part for them is on the page. They are there until something is sent.
 */
export const OtherWays = forwardRef<HTMLDivElement, OtherWaysProps>(function OtherWays(props, ref) {
  const { run, way, otherWays, chooseWay, serverName, translator, element } =
    useRoot("Register.OtherWays");
  const hasChosen = useRef(false);
  const name = way?.way;
  const isThere = name === "uia" ? run !== null : name !== undefined;
  useEffect(() => {
    // The button that was pressed is gone: the focus goes on to the way's own part.
    if (!hasChosen.current || !isThere || name === undefined) return;
    hasChosen.current = false;
    focusWithin(element, controlsOf(wayParts[name]));
  }, [name, isThere, element]);

  if (otherWays.length === 0) return null;
  if (run !== null && (run.status !== "account" || run.activity !== "idle")) return null;
  return (
    <div ref={ref} data-part="other-ways" {...props}>
      <p>{translator.text("ways.others")}</p>
      <ul>
        {otherWays.map((other) => (
          <li key={other.way}>
            <Button
              type="button"
              data-part="choose-way"
              data-way={other.way}
              onClick={() => {
                hasChosen.current = true;
                chooseWay(other.way);
              }}
            >
              {translator.text(`ways.${other.way}`, { serverName })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
});

/** The part, by its `data-part`, in which each way begins. */
const wayParts = { uia: "account-form", oauth: "oauth-sign-up", sso: "sso-sign-up" } as const;

function controlsOf(part: string): readonly string[] {
  return ["input", "button", "a"].map((control) => `[data-part="${part}"] ${control}`);
}
