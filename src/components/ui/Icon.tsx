"use client";
import type { ReactElement } from "react";
import type { IconName } from "../context/appTypes.js";
import { useAppIfAny } from "../context/contexts.js";

/** A picture of the root's `icons`, hidden from screen readers; nothing where there is none. */
export function Icon({ name }: { readonly name: IconName }): ReactElement | null {
  const icon = useAppIfAny()?.icons[name] ?? null;
  return icon === null ? null : (
    <span data-icon={name} aria-hidden="true">
      {icon}
    </span>
  );
}
