"use client";
import type { ReactElement } from "react";
import { useApp, useHomeserverContext } from "../../context/contexts.js";
import { Paragraph, ProblemElement } from "../Elements.js";
import { Text } from "../Text.js";
import { UserIdText } from "../UserIdText.js";

/** Names an account that was made, and not used: the user may be able to sign in with it. */
export function RefusedAccount({ userId }: { userId: string | undefined }): ReactElement | null {
  if (userId === undefined) return null;
  return (
    <ProblemElement data-part="refused-account" role="alert">
      <UserIdText message="refusedAccount.text" userId={userId} />
    </ProblemElement>
  );
}

/** The homeserver's text, quoted; folded when the homeserver is not trusted. */
export function ServerMessage({ text }: { text: string | undefined }): ReactElement | null {
  const { translator, trust } = useApp("Register.ProblemMessage");
  const { serverName } = useHomeserverContext("Register.ProblemMessage");
  if (text === undefined || text === "") return null;
  const quotation = (
    <Paragraph data-part="server-message">
      <Text
        parts={translator.parts("serverMessage.text", { serverName, text })}
        // Its language is unknown.
        tags={{ quote: (children) => <bdi lang="">{children}</bdi> }}
      />
    </Paragraph>
  );
  if (trust !== "any") return quotation;
  return (
    <details data-part="details">
      <summary>{translator.text("serverMessage.summary")}</summary>
      {quotation}
    </details>
  );
}
