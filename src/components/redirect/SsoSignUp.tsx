"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useState } from "react";
import { identityOf } from "../../discovery/homeserver.js";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { useMethod } from "../context/useMethod.js";
import { HeadingElement, Paragraph } from "../ui/Elements.js";
import { focusWithin } from "../ui/focusWithin.js";
import { Text } from "../ui/Text.js";
import { CarriedAlong } from "./CarriedAlong.js";
import { SsoProviders } from "./SsoProviders.js";
import { Warning } from "./Warning.js";

export declare namespace SsoSignUp {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/**
 * For a homeserver that lets users sign on with an account they have elsewhere: a button for each
 * provider. Under trust `any` a warning comes first, which the user has to confirm. A press leaves the
 * page. The root's `callback` signs in the user who comes back.
 */
export const SsoSignUp = forwardRef<HTMLDivElement, SsoSignUp.Props>(
  function SsoSignUp(props, ref) {
    const method = useMethod("sso", "Register.SsoSignUp");
    const { translator, headingLevel, trust, element } = useApp("Register.SsoSignUp");
    const { found, serverName } = useHomeserverContext("Register.SsoSignUp");
    const [confirmedFor, setConfirmedFor] = useState<string | null>(null);
    useEffect(() => {
      // The button that was pressed is gone. The sign-on buttons stand in its place.
      if (confirmedFor !== null) focusWithin(element, ['[data-part="sso-provider"]']);
    }, [confirmedFor, element]);
    if (method === null || found === null) return null;
    const asked = identityOf({ homeserver: found, trust });
    const isConfirmed = trust !== "any" || confirmedFor === asked;
    return (
      <div ref={ref} data-part="sso-sign-up" {...props}>
        <HeadingElement level={headingLevel}>
          <Text parts={translator.text("account.heading", { serverName })} />
        </HeadingElement>
        <Paragraph data-part="hint">
          <Text
            parts={translator.text(method.isOAuthAware ? "sso.textOAuthAware" : "sso.text", {
              serverName,
            })}
          />
        </Paragraph>
        {method.isOAuthAware && <CarriedAlong />}
        {isConfirmed ? (
          <SsoProviders
            method={method}
            kind={method.providers.length > 1 ? "secondary" : "primary"}
            isConfirmed={isConfirmed}
          />
        ) : (
          <Warning onConfirm={() => setConfirmedFor(asked)} />
        )}
      </div>
    );
  },
);
