"use client";
import type { ReactElement } from "react";
import { problemText } from "../../locales/problemText.js";
import { problemCodes } from "../../uia/machine/problem.js";
import { useRoot } from "../context/RootContext.js";

export interface RoomProps {
  /** The name that the codes of the field's problems begin with, where there is a field. */
  readonly of?: string;
  /** All that may be said beside the problems. */
  readonly texts: readonly string[];
}

/**
 * Keeps room, as below an input, for the longest text that may be said there. A style sheet lays the texts
 * on top of one another, unseen; so the room is right in any font, size and language. Without such a
 * style sheet it takes no room.
 */
export function Room({ of, texts }: RoomProps): ReactElement {
  const { translator } = useRoot("Register.Room");
  const codes = problemCodes.filter((code) => of !== undefined && code.startsWith(of));
  return (
    <span data-part="room" hidden>
      {[...new Set(texts)].map((text) => (
        <span key={text} data-text={text} />
      ))}
      {codes.map((code) => (
        <span key={code} data-problem={problemText({ code }, translator)} />
      ))}
    </span>
  );
}
