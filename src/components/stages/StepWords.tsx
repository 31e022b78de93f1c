"use client";
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import type { TextPart } from "../../locales/format.js";
import { Text } from "../ui/Text.js";

/**
 * What a step of a stage says. It takes the focus when the step came after another one, whose
 * elements are gone; at first the heading has it.
 */
export function StepWords({
  parts,
  takesFocus,
  children,
}: {
  readonly parts: readonly TextPart[];
  readonly takesFocus: boolean;
  readonly children?: ReactNode;
}): ReactElement {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={element} data-part="step" tabIndex={-1}>
      <p>
        <Text
          parts={parts}
          tags={{
            to: (address) => (
              <bdi data-part="address" dir="ltr">
                {address}
              </bdi>
            ),
          }}
        />
      </p>
      {children}
    </div>
  );
}

/** Whether a value is, or was for a while, another than at first. */
export function useHasChanged(value: unknown): boolean {
  const [first] = useState(value);
  const [hasChanged, setHasChanged] = useState(false);
  if (!hasChanged && value !== first) setHasChanged(true);
  return hasChanged || value !== first;
}
