import type { Elements } from "matrix-register-kit";
import {
  type ComponentPropsWithoutRef,
  type ElementType,
  forwardRef,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
} from "react";
import "./designSystem.css";

/**
 * Your design system's components in place of native elements, for `elements`. What is below stands for
 * your own, in the likeness of a client's system: texts and buttons with sizes and fills, and inputs with
 * something after them. Each hands on what it is given, and the `ref` to its native element.
 */
export const elements: Elements = {
  Input: forwardRef((props, ref) => <TextBox {...props} inputRef={ref} />),
  PasswordInput: forwardRef(({ children, ...props }, ref) => (
    <TextBox {...props} inputRef={ref} after={children} />
  )),
  Checkbox: forwardRef((props, ref) => <Tick {...props} inputRef={ref} />),
  Select: forwardRef((props, ref) => <Choice {...props} selectRef={ref} />),
  Button: forwardRef(({ kind, ...props }, ref) => (
    <Action
      {...props}
      buttonRef={ref}
      variant={kind === "primary" ? "Primary" : "Secondary"}
      fill={kind === "link" ? "None" : "Solid"}
    />
  )),
  Link: forwardRef(({ kind, ...props }, ref) => (
    <Anchor {...props} anchorRef={ref} isButton={kind !== "link"} />
  )),
  Label: forwardRef((props, ref) => (
    <Text
      {...props}
      as="label"
      size={props.htmlFor === undefined ? "T400" : "L400"}
      textRef={ref}
    />
  )),
  Legend: forwardRef((props, ref) => <Text {...props} as="legend" size="L400" textRef={ref} />),
  Text: forwardRef(({ kind, ...props }, ref) => (
    <Text {...props} as="p" size={kind === "small" ? "T200" : "T400"} textRef={ref} />
  )),
  Heading: forwardRef(({ level, ...props }, ref) => (
    <Text {...props} as={`h${level}`} size={level > 2 ? "H4" : "H2"} textRef={ref} />
  )),
  Problem: forwardRef((props, ref) => (
    <Text {...props} as="p" size="T200" isCritical textRef={ref} />
  )),
};

function Text<Node extends HTMLElement>({
  as: Native,
  size,
  isCritical = false,
  textRef,
  ...rest
}: HTMLAttributes<HTMLElement> & {
  readonly as: ElementType;
  readonly size: "T200" | "T400" | "L400" | "H2" | "H4";
  readonly isCritical?: boolean;
  readonly textRef: Ref<Node>;
}) {
  const className = `ds-text ds-${size}${isCritical ? " ds-critical" : ""}`;
  return <Native {...rest} ref={textRef} className={className} />;
}

function TextBox({
  inputRef,
  after,
  ...rest
}: ComponentPropsWithoutRef<"input"> & {
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly after?: ReactNode;
}) {
  return (
    <span className="ds-text-box">
      <input {...rest} ref={inputRef} className="ds-text-box-input" />
      {after}
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
  variant,
  fill,
  type = "button",
  ...rest
}: ComponentPropsWithoutRef<"button"> & {
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly variant: "Primary" | "Secondary";
  readonly fill: "Solid" | "None";
}) {
  return (
    <button
      {...rest}
      ref={buttonRef}
      type={type}
      className="ds-action"
      data-variant={variant}
      data-fill={fill}
    />
  );
}

function Anchor({
  anchorRef,
  isButton,
  children,
  ...rest
}: ComponentPropsWithoutRef<"a"> & {
  readonly anchorRef?: Ref<HTMLAnchorElement>;
  readonly isButton: boolean;
}) {
  return (
    <a {...rest} ref={anchorRef} className={isButton ? "ds-action" : "ds-anchor"}>
      {children}
    </a>
  );
}
