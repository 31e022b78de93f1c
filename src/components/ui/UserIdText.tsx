"use client";
import type { ReactElement } from "react";
import { useApp } from "../context/contexts.js";
import { Text } from "./Text.js";

/** A text with a user ID in it, which reads from left to right in every language. */
export function UserIdText({
  message,
  userId,
}: {
  readonly message: "done.userId" | "returned.signedIn" | "refusedAccount.text";
  readonly userId: string;
}): ReactElement {
  const { translator } = useApp("Register.Outcome");
  return (
    <Text
      parts={translator.parts(message, { userId })}
      tags={{
        id: (children) => (
          <bdi data-part="user-id" dir="ltr" translate="no">
            {children}
          </bdi>
        ),
      }}
    />
  );
}
