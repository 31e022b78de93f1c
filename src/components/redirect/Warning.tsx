"use client";
import type { ReactElement } from "react";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { Button, Paragraph } from "../ui/Elements.js";
import { Text } from "../ui/Text.js";

/**
 * Names the danger of a homeserver that leads on to the sign-in of another one. If that one does not
 * name itself on the return, its login token or code goes to the first.
 */
export function Warning({ onConfirm }: { readonly onConfirm: () => void }): ReactElement {
  const { translator } = useApp("Register.Root");
  const { serverName } = useHomeserverContext("Register.Root");
  return (
    <>
      <Paragraph data-part="warning">
        <Text parts={translator.text("redirect.warning", { serverName })} />
      </Paragraph>
      <Button type="button" data-part="confirm" onClick={onConfirm}>
        <Text parts={translator.text("redirect.confirm", { serverName })} />
      </Button>
    </>
  );
}
