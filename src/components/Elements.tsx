"use client";
import { type ComponentPropsWithoutRef, type ElementType, forwardRef } from "react";
import { useRoot } from "./RootContext.js";

/**
 * A design system's own components in place of the native elements, in the form and in all stages. Each
 * is given what the element would be: attributes, handlers, `data-part`, children, and a `ref` that has
 * to lead to a native input, button or link.
 */
export interface Elements {
  /** For text, in place of `input`. */
  readonly Input?: ElementType<ComponentPropsWithoutRef<"input">>;
  /** In place of `button`. */
  readonly Button?: ElementType<ComponentPropsWithoutRef<"button">>;
  /** In place of `a`: a router's link, say. */
  readonly Link?: ElementType<ComponentPropsWithoutRef<"a">>;
}

/** An `input`, or the host's. */
export const Input = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
  function Input(props, ref) {
    const { Input: Element = "input" } = useRoot("Register.Root").elements;
    return <Element {...props} ref={ref} />;
  },
);

/** A `button`, or the host's. */
export const Button = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<"button">>(
  function Button(props, ref) {
    const { Button: Element = "button" } = useRoot("Register.Root").elements;
    return <Element type="button" {...props} ref={ref} />;
  },
);

/** An `a`, or the host's. */
export const Link = forwardRef<HTMLAnchorElement, ComponentPropsWithoutRef<"a">>(
  function Link(props, ref) {
    const { Link: Element = "a" } = useRoot("Register.Root").elements;
    return <Element {...props} ref={ref} />;
  },
);
