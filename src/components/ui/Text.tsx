"use client";
import { Fragment, type ReactElement, type ReactNode } from "react";
import type { TextPart } from "../../locales/format.js";

export interface TextProps {
  readonly parts: readonly TextPart[];
  /** By tag name, the element to make of what stands in it. A tag without one is left out. */
  readonly tags: Readonly<Record<string, (children: ReactNode) => ReactElement>>;
}

/** A text of the locales with elements for its tags. */
export function Text({ parts, tags }: TextProps): ReactElement {
  return (
    <>
      {parts.map((part, index) => {
        // The pieces of one text have no name but their place.
        const key = String(index);
        if (typeof part === "string") return <Fragment key={key}>{part}</Fragment>;
        const children = <Text parts={part.parts} tags={tags} />;
        const element = Object.hasOwn(tags, part.tag) ? tags[part.tag]?.(children) : children;
        return <Fragment key={key}>{element}</Fragment>;
      })}
    </>
  );
}
