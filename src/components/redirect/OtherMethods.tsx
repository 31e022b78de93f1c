"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useRef } from "react";
import type { UseRegister } from "../../react/useRegister.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph } from "../ui/Elements.js";
import { focusWithin } from "../ui/focusWithin.js";
import { Text } from "../ui/Text.js";

export declare namespace OtherMethods {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/**
 * A button for each other method of the homeserver that has a part on the page. The buttons are there
 * until something is sent, and again where the registration failed.
 */
export const OtherMethods = forwardRef<HTMLDivElement, OtherMethods.Props>(
  function OtherMethods(props, ref) {
    const { translator, element } = useApp("Register.OtherMethods");
    const { method, otherMethods, chooseMethod, serverName } =
      useHomeserverContext("Register.OtherMethods");
    const { registration } = useRegistrationView("Register.OtherMethods");
    const hasChosen = useRef(false);
    const type = method?.type;
    const isThere = type === "uia" ? registration !== null : type !== undefined;
    useEffect(() => {
      // The button that was pressed is gone. The focus goes on to the method's own part.
      if (!hasChosen.current || !isThere || type === undefined) return;
      hasChosen.current = false;
      focusWithin(element, controlsOf(partOfMethod[type]));
    }, [type, isThere, element]);

    if (otherMethods.length === 0) return null;
    if (registration !== null && !mayLeave(registration)) return null;
    return (
      <div ref={ref} data-part="other-methods" {...props}>
        <Paragraph>{translator.text("methods.others")}</Paragraph>
        <ul>
          {otherMethods.map((other) => (
            <li key={other.type}>
              <ActionButton
                data-part="choose-method"
                data-method={other.type}
                onClick={() => {
                  hasChosen.current = true;
                  chooseMethod(other.type);
                }}
              >
                <Text parts={translator.text(`methods.${other.type}`, { serverName })} />
              </ActionButton>
            </li>
          ))}
        </ul>
      </div>
    );
  },
);

/** Whether no account can come of the registration any more, or nothing was sent yet. */
function mayLeave(registration: UseRegister): boolean {
  const { status, activity } = registration;
  if (status === "failed") return registration.problem.code !== "wrongServerName";
  return status === "account" && activity === "idle";
}

/** The part, by its `data-part`, in which each method begins. */
const partOfMethod = { uia: "account-form", oauth: "oauth-sign-up", sso: "sso-sign-up" } as const;

function controlsOf(part: string): readonly string[] {
  return ["input", "button", "a"].map((control) => `[data-part="${part}"] ${control}`);
}
