import type { Elements } from "matrix-register-kit";
import { type ComponentPropsWithoutRef, forwardRef, type Ref } from "react";
import "./designSystem.css";

/**
 * Your design system's components in place of native elements, for `elements`. What is below stands for
 * your own; each has to hand on what it is given, and the `ref` to its native element.
 */
export const elements: Elements = {
  Input: forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
    function Input(props, ref) {
      return <TextBox {...props} inputRef={ref} />;
    },
  ),
  Checkbox: forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
    function Checkbox(props, ref) {
      return <Tick {...props} inputRef={ref} />;
    },
  ),
  Select: forwardRef<HTMLSelectElement, ComponentPropsWithoutRef<"select">>(
    function Select(props, ref) {
      return <Choice {...props} selectRef={ref} />;
    },
  ),
  Button: forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<"button">>(
    function Button(props, ref) {
      return <Action {...props} buttonRef={ref} />;
    },
  ),
  Link: forwardRef<HTMLAnchorElement, ComponentPropsWithoutRef<"a">>(function Link(props, ref) {
    return <Anchor {...props} anchorRef={ref} />;
  }),
};

function TextBox({
  inputRef,
  ...rest
}: ComponentPropsWithoutRef<"input"> & { readonly inputRef?: Ref<HTMLInputElement> }) {
  return (
    <span className="ds-text-box">
      <input {...rest} ref={inputRef} className="ds-text-box-input" />
    </span>
  );
}

function Tick({
  inputRef,
  ...rest
}: ComponentPropsWithoutRef<"input"> & { readonly inputRef?: Ref<HTMLInputElement> }) {
  return <input {...rest} ref={inputRef} className="ds-tick" />;
}

function Choice({
  selectRef,
  ...rest
}: ComponentPropsWithoutRef<"select"> & { readonly selectRef?: Ref<HTMLSelectElement> }) {
  return <select {...rest} ref={selectRef} className="ds-choice" />;
}

function Action({
  buttonRef,
  type = "button",
  ...rest
}: ComponentPropsWithoutRef<"button"> & { readonly buttonRef?: Ref<HTMLButtonElement> }) {
  return <button {...rest} ref={buttonRef} type={type} className="ds-action" />;
}

function Anchor({
  anchorRef,
  children,
  ...rest
}: ComponentPropsWithoutRef<"a"> & { readonly anchorRef?: Ref<HTMLAnchorElement> }) {
  return (
    <a {...rest} ref={anchorRef} className="ds-anchor">
      {children}
    </a>
  );
}
