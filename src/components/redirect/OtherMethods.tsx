"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useRef } from "react";
import { useRoot } from "../context/RootContext.js";
import { Button } from "../ui/Elements.js";
import { focusWithin } from "../ui/focusWithin.js";

export type OtherMethodsProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/**
 * A button for each other method of the homeserver that has a part on the page. The buttons are there
 * until something is sent.
 */
export const OtherMethods = forwardRef<HTMLDivElement, OtherMethodsProps>(
  function OtherMethods(props, ref) {
    const { run, method, otherMethods, chooseMethod, serverName, translator, element } =
      useRoot("Register.OtherMethods");
    const hasChosen = useRef(false);
    const name = method?.type;
    const isThere = name === "uia" ? run !== null : name !== undefined;
    useEffect(() => {
      // The button that was pressed is gone. The focus goes on to the method's own part.
      if (!hasChosen.current || !isThere || name === undefined) return;
      hasChosen.current = false;
      focusWithin(element, controlsOf(wayParts[name]));
    }, [name, isThere, element]);

    if (otherMethods.length === 0) return null;
    if (run !== null && (run.status !== "account" || run.activity !== "idle")) return null;
    return (
      <div ref={ref} data-part="other-methods" {...props}>
        <p>{translator.text("methods.others")}</p>
        <ul>
          {otherMethods.map((other) => (
            <li key={other.type}>
              <Button
                type="button"
                data-part="choose-way"
                data-way={other.type}
                onClick={() => {
                  hasChosen.current = true;
                  chooseMethod(other.type);
                }}
              >
                {translator.text(`methods.${other.type}`, { serverName })}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    );
  },
);

/** The part, by its `data-part`, in which each way begins. */
const wayParts = { uia: "account-form", oauth: "oauth-sign-up", sso: "sso-sign-up" } as const;

function controlsOf(part: string): readonly string[] {
  return ["input", "button", "a"].map((control) => `[data-part="${part}"] ${control}`);
}
