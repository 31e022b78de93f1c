"use client";
import type { ReactElement, ReactNode } from "react";
import { useRoot } from "../context/RootContext.js";

/** Where a picture can stand beside words; never in place of them. */
export type IconName = "showPassword" | "hidePassword" | "problem" | "done";

/** Pictures by the place they stand in: inline SVG, an icon of your design system. */
export type Icons = Partial<Readonly<Record<IconName, ReactNode>>>;

/** A picture of the root's `icons`, which nobody has to see; nothing where there is none. */
export function Icon({ name }: { readonly name: IconName }): ReactElement | null {
  const { icons } = useRoot("Register.Root");
  const icon = icons[name] ?? null;
  return icon === null ? null : (
    <span data-icon={name} aria-hidden="true">
      {icon}
    </span>
  );
}
