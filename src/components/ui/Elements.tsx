"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { ButtonKind, Elements, HeadingLevel, TextKind } from "../context/appTypes.js";
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

/**
 * An input for a password, and the button *Show password* as its children: both in the app's element, or
 * one after the other.
 */
export const PasswordInput = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
  function PasswordInput({ children, ...rest }, ref) {
    const { PasswordInput: Element } = useElements();
    if (Element !== undefined) {
      return (
        <Element data-part="input" {...rest} ref={ref}>
          {children}
        </Element>
      );
    }
    return (
      <>
        <TextInput {...rest} dir={undefined} ref={ref} />
        {children}
      </>
    );
  },
);

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

export interface ButtonProps extends ComponentPropsWithoutRef<"button"> {
  readonly kind?: ButtonKind | undefined;
}

/** A `button`, or the app's. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(props, ref) {
  const { Button: Element } = useElements();
  const { kind, ...rest } = withKind<ButtonKind, ButtonProps>(props, "secondary");
  if (Element === undefined) return <button type="button" {...rest} ref={ref} />;
  return <Element type="button" {...rest} kind={kind} ref={ref} />;
});

export interface LinkProps extends ComponentPropsWithoutRef<"a"> {
  readonly kind?: ButtonKind | undefined;
}

/** An `a`, or the app's. */
export const Link = forwardRef<HTMLAnchorElement, LinkProps>(function Link(props, ref) {
  const { Link: Element } = useElements();
  const { kind, ...rest } = withKind<ButtonKind, LinkProps>(props, "link");
  if (Element === undefined) return <a {...rest} ref={ref} />;
  return <Element {...rest} kind={kind} ref={ref} />;
});

/** A `p`, or the app's. */
export const Paragraph = forwardRef<HTMLParagraphElement, ComponentPropsWithoutRef<"p">>(
  function Paragraph(props, ref) {
    const { Text: Element } = useElements();
    const { kind, ...rest } = withKind<TextKind, ComponentPropsWithoutRef<"p">>(props, "body");
    if (Element === undefined) return <p {...rest} ref={ref} />;
    return <Element {...rest} kind={kind} ref={ref} />;
  },
);

/** A `p` that tells a problem, or the app's. */
export const ProblemElement = forwardRef<HTMLParagraphElement, ComponentPropsWithoutRef<"p">>(
  function ProblemElement(props, ref) {
    const { Problem: Element = "p" } = useElements();
    return <Element {...props} ref={ref} />;
  },
);

/** A `label`, or the app's. */
export const Label = forwardRef<HTMLLabelElement, ComponentPropsWithoutRef<"label">>(
  function Label(props, ref) {
    const { Label: Element = "label" } = useElements();
    return <Element data-part="label" {...props} ref={ref} />;
  },
);

/** A `legend`, or the app's. */
export const Legend = forwardRef<HTMLLegendElement, ComponentPropsWithoutRef<"legend">>(
  function Legend(props, ref) {
    const { Legend: Element = "legend" } = useElements();
    return <Element data-part="legend" {...props} ref={ref} />;
  },
);

interface HeadingElementProps extends ComponentPropsWithoutRef<"h2"> {
  readonly level: HeadingLevel;
}

/** A heading, or the app's. */
export const HeadingElement = forwardRef<HTMLHeadingElement, HeadingElementProps>(
  function HeadingElement({ level, ...rest }, ref) {
    const { Heading: Element } = useElements();
    const Native = `h${level}` as const;
    if (Element === undefined) return <Native data-part="heading" {...rest} ref={ref} />;
    return <Element data-part="heading" {...rest} level={level} ref={ref} />;
  },
);

/** The parts whose kind is always the same, or nearly so: elsewhere it is a prop. */
const kinds: Readonly<Record<string, ButtonKind | TextKind | undefined>> = {
  submit: "primary",
  continue: "primary",
  retry: "primary",
  "check-now": "primary",
  "fallback-link": "primary",
  confirm: "primary",
  "sign-in-action": "primary",
  cancel: "link",
  "problem-link": "link",
  "show-password": "link",
  hint: "small",
  progress: "small",
  countdown: "small",
  "server-message": "small",
  "sign-in": "small",
  "homeserver-check": "small",
  "username-status": "small",
  "username-preview": "small",
  "caps-lock": "small",
  "unusual-characters": "small",
  "password-strength": "small",
};

/** Adds the kind: by the prop, by the part, or else the usual one. `data-kind` is for style sheets. */
function withKind<Kind extends ButtonKind | TextKind, Props extends object>(
  props: Props & { readonly "data-part"?: string; readonly kind?: Kind | undefined },
  usual: Kind,
): Props & { readonly kind: Kind } {
  const kind = props.kind ?? (kinds[props["data-part"] ?? ""] as Kind | undefined) ?? usual;
  return { "data-kind": kind, ...props, kind };
}
