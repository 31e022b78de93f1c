"use client";
import { Fragment, type ReactElement, type ReactNode } from "react";
import type { TextPart } from "../../locales/format.js";
import { useApp } from "../context/contexts.js";

export interface TextProps {
  readonly parts: readonly TextPart[];
  /** The element for each tag, by its name. A tag without one is left out. */
  readonly tags: Readonly<Record<string, (children: ReactNode) => ReactElement>>;
}

/** A text of the locales with elements for its tags. */
export function Text({ parts, tags }: TextProps): ReactElement {
  return (
    <>
      {parts.map((part, index) => {
        // A piece of a text has no identity but its index.
        const key = String(index);
        if (typeof part === "string") return <Fragment key={key}>{part}</Fragment>;
        const children = <Text parts={part.parts} tags={tags} />;
        const element = Object.hasOwn(tags, part.tag) ? tags[part.tag]?.(children) : children;
        return <Fragment key={key}>{element}</Fragment>;
      })}
    </>
  );
}

/** A text with a user ID in it, which reads from left to right in every language. */
export function UserIdText({
  message,
  userId,
}: {
  readonly message: "done.userId" | "returned.signedIn" | "problem.userId";
  readonly userId: string;
}): ReactElement {
  const { translator } = useApp("Register.Outcome");
  return (
    <Text
      parts={translator.parts(message, { userId })}
      tags={{
        id: (children) => (
          <bdi data-part="user-id" dir="ltr">
            {children}
          </bdi>
        ),
      }}
    />
  );
}
