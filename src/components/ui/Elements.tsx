"use client";
import { type ComponentPropsWithoutRef, type ElementType, forwardRef } from "react";
import { useRoot } from "../context/RootContext.js";

/**
 * A design system's own components in place of the native elements, in the form and in all stages. Each
 * is given what the element would be: attributes, handlers, `data-part`, children, and a `ref` that has
 * to lead to the native element, which the form reads and focuses.
 */
export interface Elements {
  /** For text, in place of `input`. */
  readonly Input?: ElementType<ComponentPropsWithoutRef<"input">>;
  /**
   * In place of `input type="checkbox"`, without its label: for policies, and with `role="switch"` for
   * the choice of a guest account.
   */
  readonly Checkbox?: ElementType<ComponentPropsWithoutRef<"input">>;
  /** In place of `select`; its `option`s are the children. */
  readonly Select?: ElementType<ComponentPropsWithoutRef<"select">>;
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

/** A checkbox, or the host's. */
export const Checkbox = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
  function Checkbox(props, ref) {
    const { Checkbox: Element = "input" } = useRoot("Register.Root").elements;
    return <Element data-part="checkbox" {...props} type="checkbox" ref={ref} />;
  },
);

/** A `select`, or the host's. */
export const Select = forwardRef<HTMLSelectElement, ComponentPropsWithoutRef<"select">>(
  function Select(props, ref) {
    const { Select: Element = "select" } = useRoot("Register.Root").elements;
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
