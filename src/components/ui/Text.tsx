"use client";
import { Fragment, type ReactElement, type ReactNode } from "react";
import { plainText, type TextPart } from "../../locales/format.js";
import { useHomeserverContext } from "../context/contexts.js";

export interface TextProps {
  readonly parts: readonly TextPart[] | string;
  /** The element for each tag, by its name. A tag without one is left out. Default: that of a user ID. */
  readonly tags?: Readonly<Record<string, (children: ReactNode) => ReactElement>>;
  /** Further names in the text that a translated page keeps: a host, an address. */
  readonly names?: readonly (string | undefined)[];
}

/** An ID reads from left to right in every language. */
const idTag: NonNullable<TextProps["tags"]> = {
  id: (children) => (
    <bdi dir="ltr" translate="no">
      {children}
    </bdi>
  ),
};

/**
 * A text of the locales with elements for its tags, as one element. Another text is another element.
 *
 * Each piece is an element of its own. The translator of a browser replaces bare text beside other
 * nodes, and React could then neither change nor remove it. Names are marked as not to be translated.
 */
export function Text({ parts, tags = idTag, names = [] }: TextProps): ReactElement | null {
  const { serverName, found } = useHomeserverContext("Register.Root");
  const host = found === null ? undefined : new URL(found.baseUrl).host;
  const pattern = patternOf([serverName, host, ...names]);
  const split = (text: string) =>
    (pattern === null ? [text] : text.split(pattern)).flatMap((piece) =>
      piece.split(/(^\s+|\s+$)/).filter((each) => each !== ""),
    );
  const all = typeof parts === "string" ? [parts] : parts;

  const elementsOf = (each: readonly TextPart[], isInTag = false): ReactNode => {
    const pieces = each.flatMap((part): readonly TextPart[] =>
      typeof part === "string" ? split(part) : [part],
    );
    const [first] = pieces;
    // The only text of an element is safe: React sets it as a whole.
    if (pieces.length === 1 && typeof first === "string")
      return isInTag ? withJoints(first) : first;
    return pieces.map((piece, index) => {
      const key = `${index}`;
      if (typeof piece === "string") {
        // A translator leaves blanks alone. Within an element they would be lost to some readers.
        if (piece.trim() === "") return piece;
        const isName = pattern?.test(piece) === true;
        return (
          <span key={key} translate={isName ? "no" : undefined}>
            {isName ? withJoints(piece) : piece}
          </span>
        );
      }
      const children = elementsOf(piece.parts, true);
      const tag = Object.hasOwn(tags, piece.tag) ? tags[piece.tag] : undefined;
      return <Fragment key={key}>{tag ? tag(children) : <span>{children}</span>}</Fragment>;
    });
  };
  const whole = plainText(all);
  // An empty element is styled as such.
  return whole === "" ? null : <span key={whole}>{elementsOf(all)}</span>;
}

/** Lets a long name break after its dots and hyphens, before it breaks within a word. */
function withJoints(name: string): ReactNode {
  if (!/\S{21}/.test(name)) return name;
  const [first, ...others] = name.split(/(?<=[.:/-])(?=[\p{L}\p{N}])/u);
  return others.reduce<ReactNode>(
    (before, piece) => (
      <>
        {before}
        <wbr />
        {piece}
      </>
    ),
    first,
  );
}

/** A pattern of names that stand as words of their own; `null` without any. */
function patternOf(names: readonly (string | undefined)[]): RegExp | null {
  const known = names.filter((name) => name !== undefined && name !== "") as readonly string[];
  if (known.length === 0) return null;
  const longestFirst = [...known].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}.:@/-])(${escaped.join("|")})(?![\\p{L}\\p{N}-])`, "u");
}
