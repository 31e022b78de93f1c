"use client";
import { type ReactElement, useState } from "react";
import { wantedLocalpart } from "../../redirect/wantedLocalpart.js";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { wishedUsername } from "../context/formHandle.js";
import { Button, Paragraph } from "../ui/Elements.js";

/**
 * The wanted username and the registration token of an invitation, which an account page may ask for
 * again. Nothing can bring the token there but the user.
 */
export function CarriedAlong(): ReactElement | null {
  const app = useApp("Register.OAuthSignUp");
  const { translator, defaultValues } = app;
  const { found } = useHomeserverContext("Register.OAuthSignUp");
  const username = wantedLocalpart(wishedUsername(app), found?.serverName);
  const { registrationToken: token } = defaultValues;
  return (
    <>
      {username !== undefined && (
        <Paragraph>{translator.text("oauth.username", { username })}</Paragraph>
      )}
      {token !== undefined && <TokenToCopy token={token} />}
    </>
  );
}

function TokenToCopy({ token }: { readonly token: string }): ReactElement {
  const { translator } = useApp("Register.OAuthSignUp");
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    setIsCopied(false);
    try {
      await navigator.clipboard.writeText(token);
      setIsCopied(true);
    } catch {
      // Without a secure context or a permission there is no clipboard. The user copies what is selected.
      if (element !== null) getSelection()?.selectAllChildren(element);
    }
  };
  return (
    <>
      <Paragraph>{translator.text("oauth.token")}</Paragraph>
      <Paragraph data-part="token-to-copy">
        <bdi ref={setElement} data-part="registration-token" dir="ltr">
          {token}
        </bdi>{" "}
        <Button type="button" data-part="copy-token" onClick={() => void copy()}>
          {translator.text("action.copy")}
        </Button>{" "}
        <span role="status">{isCopied && translator.text("oauth.copied")}</span>
      </Paragraph>
    </>
  );
}
