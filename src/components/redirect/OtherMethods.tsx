"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useRef } from "react";
import type { SignUpMethod, SsoMethod } from "../../discovery/methods.js";
import type { UseRegister } from "../../react/useRegister.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph } from "../ui/Elements.js";
import { focusWithin } from "../ui/focusWithin.js";
import { Text } from "../ui/Text.js";
import { SsoProviders } from "./SsoProviders.js";

export declare namespace OtherMethods {
  interface Props extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
    /**
     * Only the single sign-on that the homeserver prefers to its form, for a place above the form; or all
     * else, below it. Default: both.
     */
    readonly only?: "preferred" | "rest" | undefined;
  }
}

/**
 * A button for each other method of the homeserver that has a part on the page. Beside the account form
 * a single sign-on with few providers has a button for each of them instead. The buttons are there until
 * something is sent, and again where the registration failed.
 */
export const OtherMethods = forwardRef<HTMLDivElement, OtherMethods.Props>(function OtherMethods(
  { only, ...props },
  ref,
) {
  const { translator, element, trust } = useApp("Register.OtherMethods");
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
  // Under `any` a step of its own names the danger first.
  const short = type === "uia" && trust !== "any" ? otherMethods.find(isShort) : undefined;
  const isHere = only === undefined || (only === "preferred") === (short?.isPreferred === true);
  const along = isHere ? short : undefined;
  const rest = only === "preferred" ? [] : otherMethods.filter((other) => other !== short);
  if (along === undefined && rest.length === 0) return null;
  const divider = <Paragraph data-part="divider">{translator.text("methods.or")}</Paragraph>;
  return (
    <div ref={ref} data-part="other-methods" {...props}>
      {along === undefined ? (
        <Paragraph>{translator.text("methods.others")}</Paragraph>
      ) : (
        <>
          {only !== "preferred" && divider}
          <SsoProviders method={along} />
          {only === "preferred" && divider}
        </>
      )}
      {rest.length > 0 && (
        <ul>
          {rest.map((other) => (
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
      )}
    </div>
  );
});

/** The most providers whose buttons stand beside the form. More are behind one button. */
const mostProvidersAlong = 4;

/** Whether it is a single sign-on whose providers are named and few. */
function isShort(method: SignUpMethod): method is SsoMethod {
  if (method.type !== "sso" || method.isOAuthAware) return false;
  return method.providers.length > 0 && method.providers.length <= mostProvidersAlong;
}

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
