"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { Elements } from "../context/appTypes.js";
import { useAppIfAny } from "../context/contexts.js";

const noElements: Elements = {};

/** The app's elements; outside of a root, native ones alone. */
function useElements(): Elements {
  return useAppIfAny()?.elements ?? noElements;
}

/** An `input`, or the app's. */
const Input = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
  function Input(props, ref) {
    const { Input: Element = "input" } = useElements();
    return <Element {...props} ref={ref} />;
  },
);

/** An input for a name, an address or a code: nothing corrects it, and it reads from left to right. */
export const TextInput = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
  function TextInput(props, ref) {
    return (
      <Input
        data-part="input"
        type="text"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        {...props}
        ref={ref}
      />
    );
  },
);

/** Asks the common session recorders to skip an input. */
export const notRecorded = {
  "data-dd-privacy": "mask",
  "data-hj-suppress": "",
  "data-clarity-mask": "true",
  "data-sentry-mask": "",
} as const;

/** Asks the common password managers neither to fill in an input nor to save it as a login. */
export const notSaved = {
  "data-1p-ignore": "",
  "data-bwignore": "",
  "data-form-type": "other",
  "data-lpignore": "true",
  "data-protonpass-ignore": "true",
} as const;

/** A checkbox, or the app's. */
export const Checkbox = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
  function Checkbox(props, ref) {
    const { Checkbox: Element = "input" } = useElements();
    return <Element data-part="checkbox" {...props} type="checkbox" ref={ref} />;
  },
);

/** A `select`, or the app's. */
export const Select = forwardRef<HTMLSelectElement, ComponentPropsWithoutRef<"select">>(
  function Select(props, ref) {
    const { Select: Element = "select" } = useElements();
    return <Element {...props} ref={ref} />;
  },
);

/** A `button`, or the app's. */
export const Button = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<"button">>(
  function Button(props, ref) {
    const { Button: Element = "button" } = useElements();
    return <Element type="button" {...props} ref={ref} />;
  },
);

/** An `a`, or the app's. */
export const Link = forwardRef<HTMLAnchorElement, ComponentPropsWithoutRef<"a">>(
  function Link(props, ref) {
    const { Link: Element = "a" } = useElements();
    return <Element {...props} ref={ref} />;
  },
);
