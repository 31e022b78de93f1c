"use client";
import type { ComponentPropsWithoutRef, ReactElement } from "react";
import { Button } from "./Elements.js";

export interface ActionButtonProps extends ComponentPropsWithoutRef<"button"> {
  readonly "data-part": string;
  /** It can be reached, but does nothing for now. */
  readonly isIdle?: boolean;
}

/** A button that does something here and now. It is never `disabled`: that would lose the focus. */
export function ActionButton({
  isIdle = false,
  onClick,
  ...rest
}: ActionButtonProps): ReactElement {
  return (
    <Button
      type="button"
      aria-disabled={isIdle ? true : undefined}
      {...rest}
      onClick={(event) => {
        if (!isIdle) onClick?.(event);
      }}
    />
  );
}
