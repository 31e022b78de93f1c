"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { Paragraph } from "../ui/Elements.js";
import { Room } from "../ui/Field.js";
import { Text } from "../ui/Text.js";
import { HomeserverTrouble } from "./methodParts.js";

export declare namespace HomeserverStatus {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/** The search for the homeserver, or the reason why it makes no accounts. */
export const HomeserverStatus = forwardRef<HTMLDivElement, HomeserverStatus.Props>(
  function HomeserverStatus(props, ref) {
    const { translator } = useApp("Register.HomeserverStatus");
    const { homeserverState, serverName } = useHomeserverContext("Register.HomeserverStatus");
    const { registration } = useRegistrationView("Register.HomeserverStatus");
    return (
      <>
        <HomeserverTrouble ref={ref} {...props} />
        {registration === null && homeserverState?.status === "finding" && (
          <div ref={ref} data-part="homeserver-status" tabIndex={-1} {...props}>
            <Paragraph>
              <Text parts={translator.text("homeserver.finding", { serverName })} />
            </Paragraph>
            <Room texts={[translator.text("account.heading", { serverName })]} />
          </div>
        )}
      </>
    );
  },
);
